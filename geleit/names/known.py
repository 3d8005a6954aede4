# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Common given names with their spellings: one name per line, and names that are kin.

What sounds alike is found without this list. It is here for what does not (Hryhorij and Grigori,
Ayşe and عائشة), and for what sounds alike and is another name (Hassan and Hussein). Own list, as
of November 2026. Two names of the list are two names; `KIN` says which are forms of one origin in
other languages, and how near they are.
"""

from functools import cache, lru_cache

from geleit.names.letters import folded_words_of, is_arabic, words_of
from geleit.names.particles import normal
from geleit.names.sounds import sounds

NAMES = """
Muhammad Mohammed Mohamad Mohammad Muhammed Mohamed Muhamad Muhamed Mohamet Mohd Mouhamed Mouhammad Mohemmed Maxamed Mehammed Mahamad Mohammadu محمد
Mehmet Mehmed
Magomed Mahomed Magomet Магомед
Ahmad Ahmed Ahmet Axmed Ahmadu Ehmed Achmed Achmad Ahmat أحمد احمد
Mahmoud Mahmud Mahmut Maxamuud Mahmood Mehmud محمود
Hamid Hamed Hameed Hamied Xaamid حامد
Hamad Hamed حمد
Hamoud Hammoud Hammud حمود
Hamdi Hamdy حمدي
Hamza Hamzah Hamzeh Xamse حمزة
Hassan Hasan Hasen Xasan Hassane حسن
Hussein Husein Hussain Hossein Husain Hüseyin Huseyn Hussien Housseine Houssein Xuseen Hosein Husayn Hossain حسين
Hasna Hasnaa حسناء
Ali Aly Alli Cali Aliy علي علی
Alia Aliya Aaliya Aliyah Alya عالية علياء
Omar Umar Omer Ömer Oumar Cumar Umer عمر
Amr Amro Amru عمرو
Amer Aamer عامر
Amir Ameer Emir أمير امير
Amira Ameera Emira أميرة
Ammar Amar Amaar عمار
Amal Aamal Amel أمل امل
Amin Ameen Emin أمين امين
Amina Ameena Emine Aminah Aamina أمينة آمنة
Iman Eman Imane إيمان ايمان
Khalid Khaled Chaled Halit Khaalid Khalet خالد
Khalil Chalil Halil Khaleel خليل
Khadija Khadijah Khadidja Hatice Chadidscha Khadeeja Khadijeh Khadiga Khadija خديجة خدیجه
Yusuf Yousef Youssef Yousif Jusuf Josuf Yusef Yousuf Youcef Yusif Yuusuf Yussuf Yosef يوسف
Yunus Younes Younis Yunis Jonus يونس
Yasin Yassin Yassine Yaseen Jasin ياسين
Yasser Yaser Yasir Jasir Jasser Yassir ياسر
Yasmin Yasmine Jasmin Yasmeen Yasemin Jasmine ياسمين
Ibrahim Ebrahim Ibraheem Brahim Ibraahim Ibrahima Barhim إبراهيم ابراهيم
Ismail Ismael Ismaeel Esmail Esmaeil Smail Ismaaciil إسماعيل اسماعيل
Idris Edris Idriss Idrees إدريس
Ilyas Elyas Elias Ilias إلياس الياس
Abdullah Abdallah Abdulla Abdalla Abdoulaye Abdollah Cabdullahi Abdullahi عبدالله
Abdulrahman Abdurrahman Abdelrahman Abdurahman Abderrahmane Abdirahman Abdorrahman Cabdiraxmaan Abdirahmaan Abdoulrahmane Abdelrahmane عبدالرحمن
Abdulkarim Abdelkarim Abdelkrim عبدالكريم
Abdulaziz Abdelaziz Abdulasis عبدالعزيز
Abdulkadir Abdulqadir Abdelkader Abdelqader Abdulkader Abdiqadir عبدالقادر
Abdulhamid Abdelhamid عبدالحميد
Mustafa Moustafa Mostafa Mustapha Mostefa مصطفى
Murtaza Morteza Murtada Mortada مرتضى مرتضی
Mousa Musa Moussa Muse Muuse موسى
Isa Issa Eissa Aissa Eisa Ciise عيسى
Osman Othman Uthman Usman Ousmane Cusmaan Osmaan Othmane عثمان
Suleiman Sulaiman Süleyman Soleyman Sleman Suleyman Sliman Suleman Slimane Souleymane Saleban سليمان
Salim Saleem Selim سليم
Salem Salim سالم
Salam Salaam سلام
Saleh Salih Salah Salihi صالح
Salah Salaheddin صلاح
Said Saeed Saïd Saied Siciid Sayid سعيد
Sayed Sayyed Sayyid Seyed Sayyad سيد
Saad Sa'd سعد
Samir Sameer Semir سمير
Samer Saamer سامر
Samira Sameera Semira سميرة
Sami Samy Samee سامي
Samia Samiya Samiah سامية
Sara Sarah Saara سارة
Zahra Sahra Zahraa Zehra Zahrah زهراء زهرا
Zohra Zuhra Suhra Zohre Zohreh Zoreh زهرة زهره
Zainab Zeinab Zeynep Zaynab Sainab Zineb Zaineb Seynab زينب
Zaid Zayd Zeid Said زيد
Ziad Ziyad Zyad Siad زياد
Zahir Zaher Saher ظاهر زاهر
Fatima Fatma Fatema Fatimah Fatemeh Fatouma Faduma Faadumo Fatuma Fatme Fateme Fadma فاطمة فاطمه
Farid Fareed فريد
Farida Fareeda فريدة
Faris Fares فارس
Firas Feras فراس
Fadi Fady فادي
Fadia Fadiya فادية
Aisha Aicha Aischa Aysha Ayse Ayşe Aysche Caasha Ayesha Aïcha Aisheh Aischa عائشة عايشة
Asma Asmaa Esma Asmae أسماء
Maryam Mariam Meryem Maryan Miriam Myriam Mariyam Maream مريم مریم
Mariya Maria Marija Mariia Марія Мария
Mario Маріо
Marina Maryna Марина
Marwan Merwan Marouane مروان
Marwa Merve Marwah مروة
Layla Laila Leila Leyla Leïla Lejla Laylah ليلى لیلا
Lina Leena Lena لينا
Linda ليندا
Nour Noor Nur Nura نور
Nora Noura Nura نورا نورة
Nadia Nadja Nadiya نادية
Nadim Nadeem نديم
Nabil Nabeel نبيل
Nabila Nabeela نبيلة
Nasir Naser Nasser Nasir ناصر
Nasim Naseem Nassim نسيم
Karim Kareem Kerim كريم
Karima Kareema كريمة
Karam Kerem كرم
Kamal Kemal كمال
Kamil Kamel كامل
Jamal Gamal Dschamal Djamal Cemal Jamaal Camal جمال
Jamil Jameel Djamil Cemil Dschamil جميل
Jamila Jameela Djamila Cemile جميلة
Jalal Jalaal Celal Dschalal Djalal جلال
Jawad Javad Djawad Dschawad Jawaad جواد
Jafar Jaafar Dschafar Djafar Cafer جعفر
Rashid Raschid Rachid Rasheed Raşit Reşit Raashid رشيد
Rashida Rachida رشيدة
Rasha Rascha Racha رشا
Rami Ramy رامي
Rima Reema ريما
Rania Raniya Ranya رانيا
Rana Raana رنا
Reza Riza Resa Ridha Rida Redha Rıza رضا
Rahim Raheem رحيم
Rahman Rachman Rehman رحمن
Ramadan Ramazan Ramzan Ramadhan رمضان
Tariq Tarek Tarik Tareq طارق
Taher Tahir طاهر
Walid Waleed Oualid Velid Walied وليد
Wael Wail Wa'el وائل
Wahid Waheed Vahid وحيد
Wafa Wafaa Ouafa Vefa وفاء
Bilal Belal Bilel بلال
Bashar Baschar بشار
Bashir Baschir Beşir Bachir Basheer بشير
Basim Bassem Basem باسم
Badr Bader بدر
Majid Majeed Mecit Madjid Medschid مجيد
Majed Maged ماجد
Mahdi Mehdi Mahdy مهدي مهدی
Malik Malek Maalik مالك
Malak Melek ملك
Mansour Mansur Mansoor منصور
Masoud Masud Massoud Mesut Masood مسعود
Munir Mounir Monir منير
Murad Murat Mourad مراد
Muna Mona Mouna منى
Mina Meena مينا
Huda Hoda Houda Hüda هدى
Hanan Hanane حنان
Hana Hanaa Hanna هناء
Hala Hale هالة
Habib Habeeb حبيب
Habiba Habibah حبيبة
Haidar Haider Haydar Heydar حيدر
Hakim Hakeem حكيم
Haroon Harun Haroun Haaruun هارون
Hisham Hischam Hicham هشام
Hashim Hashem Haschem Haschim Hachem هاشم
Jana جنى
Shukri Schukri Şükrü Chokri شكري
Shirin Schirin Şirin Shireen شيرين
Sherif Sharif Cherif Scharif Şerif شريف
Sharifa Cherifa شريفة
Shadi Schadi Chadi شادي
Aziz Asis Azeez عزيز
Aziza عزيزة
Adel Adil عادل
Adnan عدنان
Akram Ekrem أكرم
Anas Anass أنس
Anwar Enver Anouar أنور
Ashraf Aschraf Achraf Eşref أشرف
Ayman Aiman Aymen أيمن
Ayoub Ayub Eyüp Ayyub أيوب
Bakr Bakir Bekir بكر
Daoud Dawud Davut Dawood Daud Dawit داود
Dalia Daliya داليا
Dima Deema ديما
Dina Deena دينا
Ghada Ghadah غادة
Ghassan Gassan غسان
Qasim Kasim Qasem Kassem Kasem Qassem Gasim Gasem Ghasem Ghassem قاسم
Qadir Kadir Qader Kader قادر
Laith Layth Leith ليث
Latif Lateef لطيف
Latifa Lateefa لطيفة
Lutfi Lotfi Lütfi لطفي
Najib Nadschib Nagib Najeeb Necip نجيب
Nargis Narges Nergis نرگس نرجس
Omid Omed Umid امید
Parwana Parvana Parwaneh پروانه
Farhad Ferhat Farhaad فرهاد
Fereshta Freshta Fereschta Fereshteh فرشته
Roya Ruya رویا
Sadiq Sadik Sadegh Sadeq Sadık صادق
Sadiqa Sediqa صديقة
Soraya Suraya Thurayya Süreyya ثريا
Taha طه
Azad Asad آزاد
Asad Assad Esad Esat أسد
Asaad Asad Es'ad أسعد
Siham Sihem سهام
Suad Souad Suaad سعاد
Hosna Husna حسنى حسنا
Arif Aref عارف
Atif Atef عاطف
Emad Imad Imed عماد
Ihsan Ehsan إحسان
Ihab Ehab إيهاب
Ikram Ekram إكرام
Rajab Recep Ragab رجب
Shaban Chaabane Şaban Schaban شعبان
Oleksandr Olexandr Aleksandr Alexander Alexandr Aleksander Олександр Александр Aliaksandr
Oleksandra Alexandra Aleksandra Олександра Александра
Oleksii Oleksiy Alexej Aleksei Alexei Alexey Aleksey Oleksij Олексій Алексей
Andrii Andriy Andrij Andrei Andrey Andrej Андрій Андрей
Andrea
Anna Hanna Ganna Анна Ганна
Anastasiia Anastasia Anastasija Anastasiya Анастасія Анастасия
Anatolii Anatoli Anatolij Anatoly Анатолій Анатолий
Artem Artyom Artjom Артем Артём
Bohdan Bogdan Богдан
Vasyl Vasilii Wassili Vasili Vasily Wasyl Василь Василий
Valentyn Valentin Валентин
Valentyna Valentina Walentina Валентина
Valerii Valeri Waleri Valery Валерій Валерий
Valeriia Valeria Waleria Valeriya Валерія Валерия
Viktor Victor Wiktor Віктор Виктор
Viktoriia Viktoria Victoria Wiktoria Viktoriya Вікторія Виктория
Vitalii Vitali Witali Vitaly Vitalij Віталій Виталий
Volodymyr Vladimir Wladimir Wolodymyr Uladzimir Володимир Владимир
Halyna Galina Halina Галина
Hryhorii Hryhorij Grigori Grigorij Grigory Grigoriy Hryhoriy Григорій Григорий
Heorhii Georgi Georgii Georgy Heorhiy Георгій Георгий
Hlib Gleb Гліб Глеб
Danylo Daniil Danil Данило Даниил
Dariia Daria Darja Darya Дарія Дарья
Daryna Darina Дарина
Dmytro Dmitri Dmitrij Dmitry Dmitriy Dmitrii Дмитро Дмитрий
Yevhen Yevgeni Evgeni Jewgeni Jewhen Evgeny Yevgeny Evgenij Євген Евгений
Yevheniia Evgenia Evgeniya Evgeniia Jewgenia Jewgenija Jewhenija Jewhenia Yevheniya Yevgenia Yevgeniya Євгенія Евгения
Yehor Egor Jegor Єгор Егор
Ivan Iwan Іван Иван
Ihor Igor Ігор Игорь
Illia Ilya Ilja Ілля Илья
Inna Інна Инна
Iryna Irina Iryna Ірина Ирина
Kateryna Ekaterina Katerina Yekaterina Jekaterina Катерина Екатерина
Kyrylo Kirill Kiril Кирило Кирилл
Kostiantyn Konstantin Kostyantyn Костянтин Константин
Larysa Larissa Larisa Лариса
Liudmyla Lyudmila Ljudmila Ludmila Ludmyla Людмила
Liubov Lyubov Ljubow Lubov Любов Любовь
Maksym Maxim Maksim Максим
Marharyta Margarita Маргарита
Mykola Nikolai Nikolay Nikolaj Mikola Микола Николай
Mykhailo Mychajlo Mychailo Mikhail Michail Mihail Mykhaylo Михайло Михаил
Mykyta Nikita Микита Никита
Nadiia Nadezhda Nadeschda Надія Надежда
Nataliia Natalia Natalja Natalya Nataliya Natalija Наталія Наталья
Oksana Оксана Oxana
Oleh Oleg Олег
Olena Elena Jelena Yelena Helena Олена Елена
Olha Olga Ольга
Pavlo Pavel Pawel Павло Павел
Petro Petr Pyotr Pjotr Петро Пётр Петр
Roman Роман
Ruslan Руслан
Svitlana Svetlana Swetlana Switlana Світлана Светлана
Semen Semyon Семен Семён
Serhii Sergei Sergey Serhij Sergej Serhiy Sergii Serhey Сергій Сергей
Sofiia Sofia Sophia Sofija Софія София
Stanislav Stanislaw Станіслав Станислав
Taras Тарас
Tetiana Tatiana Tatjana Tatyana Tetyana Тетяна Татьяна
Fedir Fyodor Fedor Fjodor Федір Фёдор
Yurii Yuri Juri Jurij Yury Yuriy Юрій Юрий
Yuliia Julia Yulia Julija Yuliya Юлія Юлия
Yana Jana Яна
Yaroslav Jaroslaw Jaroslav Ярослав
Zhanna Schanna Жанна
Georg George Georges Jurji Jorge جورج ጆርጅ
Giorgi გიორგი
Nino Nina ნინო
Davit Dawit David ዳዊት დავითი
Tesfay Tesfai Tesfaye ተስፋይ
Yohannes Johannes Yohanes ዮሃንስ
Gebre Ghebre ገብረ
Haile Hayle Hailé ኃይለ
Selam Salam ሰላም
Mehret Mihret Mhret ምሕረት
Abraham Abreham አብርሃም
Solomon Salomon Selemon Solomun ሰለሞን
Isaac Isak Yisak Yishak ይስሃቅ
Michael Mikael Mikiel Mikaele ሚካኤል
"""

KIN = """
Muhammad Mehmet 0.72
Muhammad Magomed 0.72
Mehmet Magomed 0.7
Georg Giorgi 0.72
Georg Heorhii 0.72
Suleiman Solomon 0.6
Ibrahim Abraham 0.6
Yohannes Ivan 0.3
Maryam Mariya 0.6
Daoud Davit 0.55
Mykhailo Michael 0.6
Heorhii Giorgi 0.8
Isa Isaac 0.1
Lina Olena 0.3
Yusuf Yunus 0.2
Zahra Zohra 0.6
Salim Salem 0.6
Saleh Salah 0.6
Nour Nora 0.55
Amina Maryam 0.1
Hamad Hamid 0.3
Ahmad Hamid 0.15
Ramadan Rami 0.1
"""


@cache
def names() -> dict[str, frozenset[int]]:
    """Return for each spelling the names it can stand for; few stand for two: Salim, Jana."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(NAMES.strip().splitlines()):
        for spelling in line.split():
            for form in ("".join(words_of(spelling)), "".join(folded_words_of(spelling))):
                for way in filter(None, {form, normal(form)}):
                    found.setdefault(way, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


@cache
def kin() -> dict[frozenset[int], float]:
    by_first = {line.split()[0]: number for number, line in enumerate(NAMES.strip().splitlines())}
    entries = (line.split() for line in KIN.strip().splitlines())
    return {
        frozenset((by_first[one], by_first[other])): float(score) for one, other, score in entries
    }


def known_as(word: str) -> frozenset[int]:
    return names().get(word, frozenset())


_ALIKE = str.maketrans({"X": "h", "q": "k", "G": "g", "O": "o", "o": "u", "w": "v"})
SHORTEST_HEARD = 4  # sounds


def _heard(word: str) -> str:
    """Return the sounds of a word without those differences that no ear of ours is sure of."""
    return sounds(word).translate(_ALIKE)


@cache
def _by_sound() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for form, numbers in names().items():
        if not is_arabic(form):
            found.setdefault(_heard(form), set()).update(numbers)
    return {heard: frozenset(numbers) for heard, numbers in found.items()}


@lru_cache(maxsize=100_000)
def heard_as(word: str) -> frozenset[int]:
    """Return the names of the list that a word is, or sounds just like: Zaynep, Akhmed."""
    if (known := known_as(word)) or is_arabic(word):
        return known
    heard = _heard(word)
    found = _by_sound().get(heard, frozenset()) if len(heard) >= SHORTEST_HEARD else frozenset()
    return found if len(found) == 1 else frozenset()


def name_key(number: int) -> str:
    """Return the key under which all spellings of a name of the list are found: "=muhammad"."""
    return "=" + NAMES.strip().splitlines()[number].split()[0].lower()
