# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as lists bring them: by nationality, in several spellings, some in their own script.

An entry is "usual spelling|other spelling|…=own script"; the lists are our own, common names only.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Naming(Enum):
    """How a family's names hang together."""

    SHARED = "all carry one family name"
    OWN = "a wife may keep her family's name, children carry the father's"
    FATHER = "the second name is the father's given name"


@dataclass(frozen=True)
class Name:
    spellings: tuple[str, ...]
    script: str = ""

    @classmethod
    def read(cls, entry: str) -> "Name":
        latin, _, script = entry.partition("=")
        return cls(tuple(part.strip() for part in latin.split("|")), script.strip())


@dataclass(frozen=True)
class Culture:
    """Names and languages of people of a nationality; `share` in a hundred."""

    nationality: str
    share: int
    languages: tuple[str, ...]
    naming: Naming
    male_names: str
    female_names: str
    family_names: str

    @cached_property
    def male(self) -> tuple[Name, ...]:
        return _read(self.male_names)

    @cached_property
    def female(self) -> tuple[Name, ...]:
        return _read(self.female_names)

    @cached_property
    def families(self) -> tuple[Name, ...]:
        return _read(self.family_names)


def _read(entries: str) -> tuple[Name, ...]:
    return tuple(Name.read(entry) for entry in entries.replace("\n", " ").split(",") if entry)


ARABIC_MALE = """Mohamad|Mohammed|Muhammed|Mohammad|Mohamed=محمد, Ahmad|Ahmed|Ahmet=أحمد,
Mahmoud|Mahmud=محمود, Omar|Omer=عمر, Ali=علي, Hassan|Hasan=حسن, Hussein|Husein|Hussain|Hossein=حسين,
Khaled|Khalid|Chaled=خالد, Yousef|Youssef|Yusuf|Yousif=يوسف, Ibrahim|Ebrahim|Ibraheem=إبراهيم,
Abdullah|Abdallah|Abdulla=عبدالله, Abdulrahman|Abd al-Rahman|Abdel Rahman=عبدالرحمن, Samer|Samir=سامر,
Bilal|Belal=بلال, Anas|Anass=أنس, Fadi|Fady=فادي, Jamal|Gamal|Dschamal=جمال, Mustafa|Moustafa|Mostafa=مصطفى,
Tarek|Tariq|Tarik=طارق, Ziad|Ziyad=زياد, Nabil|Nabeel=نبيل, Rami|Ramy=رامي, Wael|Wail=وائل,
Adnan=عدنان, Hamza|Hamzah=حمزة, Yazan|Yazen=يزن, Majd=مجد, Amer|Amir=عامر, Kinan=كنان, Laith|Layth=ليث"""

ARABIC_FEMALE = """Fatima|Fatema|Fatimah|Fatma=فاطمة, Aisha|Aischa|Aicha|Aysha=عائشة,
Maryam|Mariam|Meryem=مريم, Nour|Noor|Nur=نور, Hanan|Hanane=حنان, Rana=رنا, Samira|Sameera=سميرة,
Amal|Aamal=أمل, Khadija|Khadidja|Chadidscha=خديجة, Zahra|Zahraa=زهراء, Huda|Hoda=هدى, Iman|Eman=إيمان,
Layla|Laila|Leila|Leyla=ليلى, Rima|Reema=ريما, Salma|Selma=سلمى, Yasmin|Jasmin|Yasmeen=ياسمين,
Dima|Deema=ديما, Lina|Leena=لينا, Rasha|Rascha=رشا, Sara|Sarah=سارة, Hala=هالة, Wafa|Wafaa=وفاء,
Asma|Asmaa=أسماء, Batoul|Batul=بتول, Ghada=غادة, Jana=جنى, Malak=ملك, Tala=تالا, Sham|Scham=شام"""

CULTURES = (
    Culture(
        "SY",
        30,
        ("ar", "ar", "ar", "ar", "kmr"),
        Naming.OWN,
        ARABIC_MALE,
        ARABIC_FEMALE,
        """Al Ali|Alali|Al-Ali=العلي, Al Hussein|Alhussein|Al-Hussein=الحسين, Al Mohammad|Almohamad=المحمد,
        Al Ahmad|Alahmad|Al-Ahmad=الأحمد, Al Hassan|Alhassan|Al-Hassan=الحسن, Al Khalaf|Alkhalaf=الخلف,
        Al Jasem|Aljasem|Al-Jassim=الجاسم, Al Abdullah|Alabdullah=العبدالله, Ibrahim=إبراهيم,
        Hamdan=حمدان, Kassab=قصاب, Shaheen|Schahin=شاهين, Najjar|Al Najjar=نجار, Sabbagh|Sabagh=صباغ,
        Kurdi|Al Kurdi=كردي, Masri|Al Masri=المصري, Halabi|Al Halabi=حلبي, Hamoud|Hammoud=حمود,
        Issa|Eissa=عيسى, Mousa|Moussa|Musa=موسى, Othman|Osman=عثمان, Ramadan=رمضان, Saleh|Salih=صالح,
        Sheikho|Scheikho=شيخو, Suleiman|Sulaiman|Sleman=سليمان, Yousef|Youssef=يوسف, Zein|Zain=زين,
        Nasser|Naser=ناصر, Barakat=بركات, Qaddour|Kaddour=قدور, Haj Ali|Hajali=حاج علي, Deeb|Dib=ديب""",
    ),
    Culture(
        "AF",
        15,
        ("prs", "prs", "ps", "haz"),
        Naming.OWN,
        """Mohammad|Mohamad|Muhammad=محمد, Ahmad=احمد, Abdul|Abdol=عبدل, Ali=علی, Reza|Riza|Resa=رضا,
        Hamid|Hameed=حمید, Farhad=فرهاد, Nasir|Naser=ناصر, Zabihullah|Sabihullah=ذبیح الله,
        Najibullah|Nadschibullah=نجیب الله, Rahmatullah|Rahmat Ullah=رحمت الله, Esmatullah|Ismatullah=عصمت الله,
        Mirwais|Mirwaiz=میرویس, Omid|Omed=امید, Jawad|Javad=جواد, Mahdi|Mehdi=مهدی, Wahid=وحید,
        Sayed|Said|Sayyed=سید, Gul Agha=گل آغا, Haroon|Harun=هارون, Shafiq|Schafik=شفیق, Murtaza|Morteza=مرتضی,
        Khalil=خلیل, Elyas|Ilyas=الیاس, Sulaiman|Suleyman=سلیمان, Idris|Edris=ادریس""",
        """Fatima|Fatema=فاطمه, Zahra|Sahra=زهرا, Maryam|Mariam=مریم, Shukria|Schukria=شکریه, Farida|Fereda=فریده,
        Nargis|Narges=نرگس, Parwana|Parvana=پروانه, Fereshta|Freshta|Fereschta=فرشته, Marzia|Marsia=مرضیه,
        Zainab|Zeinab|Sainab=زینب, Sediqa|Sadiqa=صدیقه, Habiba=حبیبه, Latifa=لطیفه, Shabnam|Schabnam=شبنم,
        Laila|Leila=لیلا, Roya=رویا, Sakina|Sakine=سکینه, Masuma|Masooma=معصومه, Hosna|Husna=حسنا,
        Mursal|Morsal=مرسل, Nilofar|Nilufar=نیلوفر, Zohra|Suhra=زهره, Frozan|Forozan=فروزان""",
        """Ahmadi|Ahmady=احمدی, Mohammadi|Mohamadi|Muhammadi=محمدی, Hosseini|Hussaini|Husseini=حسینی,
        Rezai|Rezaie|Resai=رضایی, Karimi=کریمی, Noori|Nuri|Noory=نوری, Amiri|Ameri=امیری, Hakimi=حکیمی,
        Azizi=عزیزی, Sultani|Soltani=سلطانی, Stanekzai|Stanikzai=ستانکزی, Safi|Safy=صافی, Popal=پوپل,
        Jafari|Dschafari=جعفری, Haidari|Heydari=حیدری, Alizada|Alizadeh|Alisada=علیزاده, Nazari|Nasari=نظری,
        Wardak=وردک, Kakar=کاکر, Yusufi|Yousefi|Josufi=یوسفی, Qaderi|Kaderi|Qadiri=قادری, Zazai|Sasai=زازی,
        Mirzai|Mirzaie=میرزایی, Sharifi|Scharifi=شریفی, Dost=دوست, Barakzai=بارکزی""",
    ),
    Culture(
        "UA",
        14,
        ("uk", "uk", "ru"),
        Naming.SHARED,
        """Oleksandr|Aleksandr|Alexander|Olexandr=Олександр, Andrii|Andriy|Andrij=Андрій,
        Serhii|Serhiy|Sergey|Sergii=Сергій, Volodymyr|Wolodymyr|Vladimir=Володимир, Dmytro|Dmitro|Dmitry=Дмитро,
        Mykola|Nikolai=Микола, Yurii|Yuriy|Juri=Юрій, Ivan|Iwan=Іван, Oleh|Oleg=Олег, Maksym|Maxim|Maksim=Максим,
        Artem|Artjom=Артем, Bohdan|Bogdan=Богдан, Vitalii|Vitaliy|Witali=Віталій, Denys|Denis=Денис,
        Yevhen|Yevgen|Jewhen|Evgeny=Євген, Roman=Роман, Taras=Тарас, Danylo|Danilo|Daniil=Данило,
        Nazar=Назар, Kyrylo|Kirill=Кирило, Mykhailo|Mychajlo|Mikhail=Михайло, Pavlo|Pawlo|Pavel=Павло""",
        """Olena|Elena|Helena=Олена, Nataliia|Natalia|Nataliya|Natalija=Наталія, Iryna|Irina=Ірина,
        Oksana|Oxana=Оксана, Tetiana|Tatjana|Tatiana|Tetyana=Тетяна, Svitlana|Swetlana|Svetlana=Світлана,
        Yuliia|Yulia|Julia|Juliia=Юлія, Anastasiia|Anastasia|Anastasija=Анастасія, Kateryna|Katerina|Ekaterina=Катерина,
        Mariia|Maria|Marija=Марія, Viktoriia|Viktoria|Victoria=Вікторія, Liudmyla|Ljudmila|Lyudmila=Людмила,
        Halyna|Galina=Галина, Anna|Hanna=Анна, Sofiia|Sofia|Sofija=Софія, Polina=Поліна, Daryna|Darina=Дарина,
        Valentyna|Valentina=Валентина, Nadiia|Nadja|Nadiya=Надія, Zlata|Slata=Злата, Yeva|Eva|Jewa=Єва""",
        """Kovalenko|Kowalenko=Коваленко, Bondarenko=Бондаренко, Shevchenko|Schewtschenko=Шевченко,
        Tkachenko|Tkatschenko=Ткаченко, Kravchenko|Krawtschenko=Кравченко, Oliinyk|Olijnyk|Oleynik=Олійник,
        Shevchuk|Schewtschuk=Шевчук, Polishchuk|Polischtschuk=Поліщук, Boiko|Bojko|Boyko=Бойко,
        Melnyk|Melnik=Мельник, Lysenko|Lisenko=Лисенко, Marchenko|Martschenko=Марченко, Rudenko=Руденко,
        Savchenko|Sawtschenko=Савченко, Petrenko=Петренко, Kravets|Krawez=Кравець, Moroz|Moros=Мороз,
        Klymenko|Klimenko=Клименко, Pavlenko|Pawlenko=Павленко, Hnatiuk|Gnatjuk=Гнатюк, Koval|Kowal=Коваль,
        Panchenko|Pantschenko=Панченко, Zinchenko|Sintschenko=Зінченко, Didenko=Діденко""",
    ),
    Culture(
        "IQ",
        10,
        ("ar", "ar", "ckb", "ckb", "kmr"),
        Naming.OWN,
        ARABIC_MALE
        + """, Rebwar|Rebar|Rêbwar=رێبوار, Karwan|Karuan=کاروان, Haidar|Haider|Heidar=حيدر, Shwan|Schwan=شوان,
        Aram=ئارام, Dilshad|Dilschad=دلشاد, Azad|Asad=ئازاد, Goran=گۆران, Salam=سلام, Saif|Seif=سيف""",
        ARABIC_FEMALE
        + """, Shilan|Schilan=شیلان, Zainab|Zeinab|Sainab=زينب, Nadia|Nadja=نادية, Tara=تارا, Sozan|Susan=سۆزان,
        Hêvî|Hevi=هێڤی, Chnar|Tschnar=چنار, Rojin|Rozhin=رۆژین, Ban=بان, Shahad|Schahad=شهد""",
        """Al Jubouri|Aljubouri|Al-Jaburi=الجبوري, Al Obaidi|Alobaidi|Al-Ubaidi=العبيدي, Al Saadi|Alsaadi=السعدي,
        Al Dulaimi|Aldulaimi=الدليمي, Al Hashimi|Alhashimi|Al-Haschimi=الهاشمي, Salman=سلمان, Jabbar|Dschabbar=جبار,
        Kareem|Karim=كريم, Barzani|Barsani=بارزانی, Zebari|Sebari=زێباری, Aziz|Asis=عزيز, Rashid|Raschid=رشيد,
        Qasim|Kassem|Qassim=قاسم, Abbas=عباس, Jameel|Jamil=جميل, Hamid|Hameed=حميد, Majeed|Majid=مجيد,
        Amin|Ameen=أمين, Khudhur|Khidir|Khedir=خضر, Murad|Mirad=مراد, Shingali|Schingali=شنگالی, Talib|Taleb=طالب""",
    ),
    Culture(
        "TR",
        8,
        ("tr", "tr", "kmr"),
        Naming.SHARED,
        """Mehmet|Muhammet, Mustafa, Ahmet|Ahmed, Ali, Hüseyin|Hueseyin, Hasan, İbrahim|Ibrahim, Murat,
        Yusuf, Ömer|Oemer, Serhat, Baran, Cem, Emre, Kemal, Fırat|Firat, Deniz, Volkan, Sinan, Bülent|Buelent,
        Erdal, Uğur|Ugur, Onur, Azad|Azat, Kadir, Berat, Yiğit|Yigit, Tuncay""",
        """Fatma, Ayşe|Ayse|Aische, Emine, Hatice, Zeynep, Elif, Meryem, Özlem|Oezlem, Gülşen|Gülsen|Guelsen,
        Sevgi, Dilek, Hülya|Huelya, Esra, Kübra|Kuebra, Büşra|Büsra|Buesra, Songül|Songuel, Yasemin, Derya,
        Berfin, Rojda, Zehra, Nurcan, Şeyma|Seyma, Ebru, Havin, Ceren""",
        """Yılmaz|Yilmaz, Kaya, Demir, Çelik|Celik, Şahin|Sahin, Yıldız|Yildiz, Yıldırım|Yildirim, Öztürk|Oeztürk|Ozturk,
        Aydın|Aydin, Arslan|Aslan, Doğan|Dogan, Kılıç|Kilic, Çetin|Cetin, Korkmaz, Özdemir|Oezdemir|Ozdemir,
        Polat, Güneş|Günes|Guenes, Kurt, Bozkurt, Karataş|Karatas, Taş|Tas, Ateş|Ates, Bulut, Turan, Akın|Akin""",
    ),
    Culture(
        "ER",
        6,
        ("ti", "ti", "ti", "ssy"),
        Naming.FATHER,
        """Samuel=ሳሙኤል, Yonas|Jonas=ዮናስ, Filmon|Philmon=ፍልሞን, Tesfay|Tesfai|Tesfaye=ተስፋይ, Haile|Hayle=ሃይለ,
        Mebrahtu|Mebrahtom=መብራህቱ, Abraham|Abrham=ኣብርሃም, Dawit|David=ዳዊት, Merhawi=መርሃዊ, Natnael|Nathanael=ናትናኤል,
        Robel=ሮቤል, Kidane=ኪዳነ, Berhane|Birhane=ብርሃነ, Tekle|Tekleab=ተኽለ, Ghebremeskel|Gebremeskel=ገብረመስቀል,
        Habtom|Habtemariam=ሃብቶም, Aron|Aaron=ኣሮን, Mussie|Musie=ሙሴ, Weldu|Woldu=ወልዱ, Amanuel|Emanuel=ኣማኑኤል,
        Kibrom=ክብሮም, Henok|Enoch=ሄኖክ, Ghirmay|Girmay=ግርማይ, Tsegay|Tsegaye=ጸጋይ""",
        """Selam=ሰላም, Helen|Hellen=ሄለን, Winta=ዊንታ, Abrehet|Abrhet=ኣብረሀት, Saba=ሳባ, Eden=ኤደን, Feven|Fewen=ፌቨን,
        Tsehay|Tsehaye=ጸሃይ, Mihret|Mehret=ምሕረት, Luwam|Lwam=ሉዋም, Semhar|Semhal=ሰምሃር, Yordanos|Jordanos=ዮርዳኖስ,
        Rahwa|Rahua=ራህዋ, Letebrhan|Lette=ለተብርሃን, Bisrat=ብስራት, Ruta|Rutha=ሩታ, Senait|Senayt=ሰናይት, Milena=ሚሌና""",
        """Tesfamariam, Ghebremedhin|Gebremedhin, Mehari, Woldemichael|Weldemikael, Asfaha, Ogbamichael""",
    ),
    Culture(
        "IR",
        4,
        ("fa",),
        Naming.OWN,
        """Ali=علی, Reza|Resa=رضا, Mohammad|Mohamad=محمد, Hossein|Hussein=حسین, Mehdi|Mahdi=مهدی, Amir=امیر,
        Siavash|Siawasch=سیاوش, Arash|Arasch=آرش, Babak=بابک, Farzad=فرزاد, Kian=کیان, Milad=میلاد, Navid|Nawid=نوید,
        Omid=امید, Pouya|Puya=پویا, Saeed|Said=سعید, Behzad=بهزاد, Arian|Aryan=آریان""",
        """Fatemeh|Fateme=فاطمه, Zahra=زهرا, Maryam=مریم, Nasrin=نسرین, Leila|Leyla=لیلا, Shirin|Schirin=شیرین,
        Parisa=پریسا, Mina=مینا, Niloufar|Nilufar=نیلوفر, Sara|Sarah=سارا, Mahsa=مهسا, Nazanin=نازنین, Roya=رویا,
        Setareh|Setare=ستاره, Elham=الهام, Mojgan|Mozhgan=مژگان, Taraneh=ترانه""",
        """Hosseini|Husseini|Hoseini=حسینی, Mohammadi|Mohamadi=محمدی, Ahmadi=احمدی, Karimi=کریمی, Moradi=مرادی,
        Rezaei|Rezai|Resaei=رضایی, Jafari|Djafari=جعفری, Rahimi=رحیمی, Ebrahimi|Ibrahimi=ابراهیمی,
        Ghasemi|Qasemi=قاسمی, Hashemi|Haschemi=هاشمی, Kazemi|Kasemi=کاظمی, Sadeghi|Sadeqi=صادقی,
        Mousavi|Moosavi|Mussawi=موسوی, Akbari=اکبری, Norouzi|Nowruzi=نوروزی, Bagheri|Baqeri=باقری""",
    ),
    Culture(
        "GM",
        5,
        ("mnk", "mnk", "wo", "ff"),
        Naming.SHARED,
        """Lamin|Lamine, Ebrima|Ibrahima|Ebrahima, Modou|Mohammadou|Modu, Ousman|Ousmane|Usman, Bakary|Bakari,
        Buba|Bubacarr|Boubacar, Alieu|Aliou, Momodou|Momodu|Mamadou, Sulayman|Suleiman, Kebba|Keba, Musa|Moussa,
        Omar|Oumar, Saikou|Seikou|Sheku, Yankuba|Jankuba, Abdoulie|Abdoulaye, Amadou|Amadu, Dawda|Daouda""",
        """Fatou|Fatoumata|Fatu, Isatou|Aissatou|Isatu, Mariama|Mariam, Awa|Hawa, Binta|Bintou, Kaddy|Kadijatou,
        Jainaba|Zainaba, Ndey|Ndeye, Adama, Sira|Sirra, Haddy, Nyima""",
        """Jallow|Diallo|Jalloh, Ceesay|Cesay|Sesay, Touray|Toure|Turay, Camara|Kamara, Bah|Barry, Sanneh|Sane,
        Jammeh|Jameh, Darboe|Darbo, Njie|Ndiaye, Sowe|Sow, Conteh|Konteh|Conte, Fofana|Fofanah, Drammeh|Drame,
        Sillah|Sylla, Manneh|Mané, Jobe|Diop, Kanteh|Kante, Marong""",
    ),
    Culture(
        "SO",
        4,
        ("so",),
        Naming.FATHER,
        """Mohamed|Maxamed|Mohamud, Abdi|Cabdi, Ahmed|Axmed, Hassan|Xasan, Ali|Cali, Omar|Cumar, Ibrahim|Ibraahim,
        Abdirahman|Abdurahman|Cabdiraxmaan, Yusuf|Yuusuf, Liban|Liibaan, Warsame, Farah|Faarax, Hussein|Xuseen,
        Ismail|Ismaaciil, Mahad|Mahat, Abdullahi|Cabdullaahi, Guled|Guleed, Osman|Cusmaan""",
        """Amina|Aamina, Fadumo|Faduma|Fatuma, Hodan|Xodan, Halima|Xaliimo, Ifrah|Ifraax, Asha|Aasha, Sahra|Zahra,
        Khadija|Khadiijo, Maryan|Maryam|Maryama, Ayan|Ayaan, Hibo|Hibaq, Nasra, Safiya|Safiyo, Deqa""",
        """Warsame, Jama|Jaamac, Duale|Ducaale, Elmi|Cilmi, Adan|Aadan, Abshir""",
    ),
    Culture(
        "NG",
        4,
        ("en", "pcm", "bin", "yo"),
        Naming.SHARED,
        """Emmanuel|Emanuel, Samuel, Osas|Osaze, Michael, Daniel, Victor|Viktor, Chukwuemeka|Emeka, Kelvin, Sunday,
        Godwin, Destiny, Ibrahim, Chidi, Festus, Lucky, Friday""",
        """Blessing, Joy, Faith, Mercy, Grace, Precious, Happy, Patience, Chioma, Ngozi, Favour|Favor, Gift,
        Osarugue, Esther|Ester, Comfort, Peace""",
        """Okafor|Okafur, Osagie, Eze, Okeke, Igbinedion, Omoregie, Nwosu, Obi, Aigbe, Ehigiator, Adeyemi|Adeyemy,
        Balogun, Ogbeide, Okonkwo, Iyamu, Edosa, Uwaifo, Idahosa""",
    ),
)

WORKERS = [
    "Anja Bauer",
    "Birgit Frank",
    "Carola Schmid",
    "Daniel Vogt",
    "Eva Lorenz",
    "Florian Haas",
    "Gudrun Beck",
    "Hannes Wolf",
    "Ines Kraus",
    "Jana Pohl",
    "Kathrin Maier",
    "Lukas Roth",
    "Maren Seidel",
    "Nico Busch",
    "Oliver Graf",
    "Paula Simon",
    "Ralf Jung",
    "Sabine Horn",
    "Timo Ernst",
    "Ute Krämer",
    "Verena Böhm",
    "Wiebke Arndt",
]
TOWNS = [
    "Ahornstadt",
    "Bachingen",
    "Buchenfeld",
    "Dornberg",
    "Eichheim",
    "Erlental",
    "Fichtenau am Beispiel",
    "Grünwinkel",
    "Haselbach",
    "Immental",
    "Kastanienhof",
    "Kirschdorf",
    "Lindenstadt",
    "Moosingen",
    "Nussdorf",
    "Obstheim",
    "Pappelau",
    "Quellbronn",
    "Rebenheim",
    "Rosental",
    "Schlehdorf",
    "Sonnenbach",
    "Talhausen",
    "Ulmenried",
    "Vogelsang",
    "Weidenheim",
    "Wiesental",
    "Wildrose",
    "Zedernau",
]
STREETS = [
    "Ahornweg",
    "Am Bach",
    "Bergstraße",
    "Brunnengasse",
    "Dorfstraße",
    "Gartenweg",
    "Hauptstraße",
    "Im Grund",
    "Kirchgasse",
    "Lindenallee",
    "Marktplatz",
    "Mühlweg",
    "Panoramastraße",
    "Ringstraße",
    "Schulstraße",
    "Sonnenhalde",
    "Wiesenweg",
]
