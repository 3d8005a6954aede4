# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which spellings are one name, and which are not. Own lists, by language."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geleit.names.compare import compare
from geleit.names.keys import LONGEST_WORD, keys, search_words
from geleit.names.letters import words_of

ONE_NAME = {
    "Arabic": ["محمد|Mohamad", "Mohamad|Muhammed", "محمد|Muhammed", "عائشة|Aicha", "Khadija|Hatice",
               "عبد الرحمن الحسن|Abdulrahman Alhassan", "Abd al-Rahman|Abdurrahman",
               "Ouafa|Wafa", "بشرى|Bouchra", "Chaimaa|Shaima", "نور الدين|Noureddine",
               "Djamila|Jamila", "Ahmad Ibn Ali|Ahmed Ali", "يوسف المصري|Youssef Al Masri",
               "عبد الله|Abdallah", "القذافي|Gaddafi", "قاسم|Ghasem", "ذو الفقار|Zulfiqar", "Zaynep|Zeinab",
               "جورج|George", "أبو بكر|Abubakar", "Ali bin Hassan|Hassan, Ali"],
    "Persian": ["حسینی|Hosseini", "Husseini|Hosseini", "جعفری|Dschafari", "Rezai|Resai",
                "Mohammad Reza Ahmadi|Mohammadreza Ahmady", "Najibullah|Nadschib Ullah",
                "پوپل|Popal", "غلام|Gholam", "Stanekzai|Stanikzai", "رضایی|Rezaei", "رضایی|Rezai",
                "محمد رضا|Mohammadreza", "علیزاده|Ali Zada", "تقی|Taghi"],
    "Kurdish": ["ئازاد|Azad", "شێرکۆ|Sherko", "ئەحمەد|Ahmed"],
    "Ukrainian": ["Oleksandr|Aleksandr", "Hryhorij|Grigori", "Yuliia|Iuliia", "Юлія|Julija",
                  "Щербак|Schtscherbak", "Kovalenko, Oleksandr|Олександр Коваленко",
                  "Ivan Petrovych Shevchenko|Ivan Shevchenko", "Євген|Yevhen", "Микола|Nikolai",
                  "Mychajlo|Michail", "Jewhenija|Evgeniya", "Яценюк|Jazenjuk", "Жук|Schuk"],
    "Russian": ["Иванов|Iwanow", "Хрущов|Chruschtschow", "Чайковский|Tschaikowski", "Ахмед|Ahmed",
                "Иванов|Ivanova", "Smirnowa|Smirnov", "Kowalska|Kowalski"],
    "Georgian": ["გიორგი ბერიძე|Giorgi Beridze", "წერეთელი|Zereteli", "ჭავჭავაძე|Tschawtschawadse",
                 "შოთა რუსთაველი|Schota Rustaweli"],
    "Tigrinya": ["ተስፋይ|Tesfay", "Tesfai|Tesfay", "Gebremedhin|Ghebremedhn", "Yohannes|Johannes",
                 "Haile Tesfay|Tesfay, Haile", "Haile Mariam|Hailemariam", "ኃይለ ሥላሴ|Haile Selassie",
                 "ወልደ ገብርኤል|Woldegabriel", "ሰለሞን|Solomon"],
    "Somali": ["Xasan Cali|Hassan Ali", "Faadumo|Fatuma", "Maxamed|Mohamed"],
    "Turkish": ["Öztürk|Ozturk", "Işık|Isik", "Ayşe|Ayse", "Şükrü|Sukru", "Çelik|Celik",
                "Kılıç|Kilic", "İbrahim|Ibrahim", "Đorđević|Dordevic"],
    "German": ["Müller|Mueller", "Müller|Muller", "Mueller|Muller", "Weiß|Weiss", "Jörg|Joerg",
               "Meyer|Maier", "Anna-Lena Groß|Anna Lena Gross"],
    "slips": ["Michaela|Micheala", "O'Brien|OBrien", "Blackwell|black well", "Schneider|Schnieder"],
}  # fmt: skip
TWO_NAMES = [
    "Ali|Alia", "Ahmad|Hamid", "Maria|Mario", "Hassan|Hussein", "Mohammed|Mahmoud", "Omar|Amr",
    "Karim|Karam", "Jamal|Jamil", "Samir|Samira", "Samir Haddad|Samira Haddad", "Mina|Nina",
    "Hassan Ahmad|Hussein Ahmad", "Ivan Petrov|Petr Ivanov", "Hakimi|Karimi", "Petrenko|Petrov",
    "Amir Haddad|Omar Haddad", "Mohamad Ali|Mohamad Al-Hassan", "Kovalchuk|Kovalenko",
    "Müller|Möller", "Stefan|Stefanie", "Andrea|Andreas", "Julian|Julia", "Hisham|Hashem",
    "Christian|Christina", "عبد الرحمن|عبد الرحيم", "Abdulkarim|Abdulrahim", "Öztürk|Özdemir",
    "Abdul Hamid|Abdul Majid", "محمد|محمود", "حسن|حسين", "علي|علياء", "Oleh|Olha",
    "Gebremedhin|Gebremariam", "ნინო|ნანა", "Віктор|Вікторія", "Fatemeh|Fereshteh",
    "Tesfay Haile|Tekle Haile", "Mohammad Reza|Ali Reza", "Ahmad Al-Ali|Omar Al-Ali",
]  # fmt: skip
PAIRS = [(language, *pair.split("|")) for language, pairs in ONE_NAME.items() for pair in pairs]


@pytest.mark.parametrize(("language", "one", "other"), PAIRS)
def test_spellings_of_one_name_are_found(language, one, other):
    assert compare(one, other).score >= 0.8


@pytest.mark.parametrize("pair", TWO_NAMES)
def test_two_names_stay_two(pair):
    one, other = pair.split("|")

    assert compare(one, other).score < 0.5


def test_the_turkish_form_of_a_name_is_kin_and_not_the_same():
    assert 0.5 < compare("Mehmet", "Mohammed").score < compare("Mohamed", "Mohammed").score


def test_the_reasons_are_said_for_each_part():
    assert compare("Mohamad Haddad", "محمد حداد").why == (
        ("given", "spelling"), ("family", "spelling"),
    )  # fmt: skip


def test_the_order_of_the_words_does_not_matter():
    match = compare("Haddad, Mohamad", "Mohamad Haddad")

    assert match.score >= 0.97


@pytest.mark.parametrize("nothing", ["", " ", "😀", "---", "\u202e\u202d", "123", "\0"])
def test_what_is_no_name_is_like_nothing(nothing):
    assert compare(nothing, "Mohamad").score == 0
    assert compare(nothing, nothing).why == (("name", "empty"),)


def test_long_texts_and_control_characters_are_borne():
    long = "Mohamad " * 2_000

    assert 0 <= compare(long, "Mohamad").score <= 1
    assert compare("\u202eMoha\u200dmad\u202c", "Mohamad").score == 1


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_comparing_is_symmetric_and_within_bounds(one, other):
    match = compare(one, other)

    assert match == compare(other, one)
    assert 0 <= match.score <= 1


LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßçşğıéأبتجحخدرسشعغفقكلمنهويабвгдежзийклмнопрстуგდვ '-"


@given(st.text(alphabet=LETTERS, min_size=3, max_size=40))
@settings(max_examples=300, deadline=None)
def test_a_name_is_itself(name):
    expected = 1.0 if words_of(name) else 0.0

    assert compare(name, name).score >= expected * 0.985


@given(st.text(alphabet=LETTERS, max_size=30), st.text(alphabet=LETTERS, max_size=30))
@settings(max_examples=200, deadline=None)
def test_two_real_looking_names_compare_the_same_both_ways(one, other):
    assert compare(one, other) == compare(other, one)


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Олександр", "oleksandr"), ("Григорій", "hryhorii"), ("Юлія", "yuliia"),
        ("Щербак", "shcherbak"), ("Ґалаґан", "galagan"), ("გიორგი", "giorgi"),
        ("ተስፋይ", "tesfay"), ("Işık", "ishik"), ("Müller", "mueller"), ("Đorđe", "djordje"),
    ],
)  # fmt: skip
def test_letters_become_latin_ones(written, latin):
    word = words_of(written)[0]

    assert word == latin
    assert words_of(word) == (word,)


@given(st.text(max_size=60))
@example("A)\u1dd3")  # a mark that stands alone
@settings(max_examples=200, deadline=None)
def test_words_are_made_once_and_for_all(name):
    once = " ".join(words_of(name))

    assert words_of(once)[: len(words_of(name))] == words_of(once)
    assert all(len(found.word) <= 40 and len(found.key) <= 40 for found in search_words(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [("محمد", "mohamad"), ("chaled", "khaled"), ("alhassan", "الحسن"), ("jawad", "جواد")],
)
def test_spellings_share_a_key(one, other):
    assert set(keys(one)) & set(keys(other))


def test_names_with_the_same_consonants_have_keys_of_their_own():
    assert not set(keys("hassan")) & set(keys("hussein"))
    assert not set(keys("mohammed")) & set(keys("mahmoud"))


@pytest.mark.parametrize("name", ["bt" * 60, "x" * 120, "tsch" * 30, "شك" * 60, "Bt" * 60 + " Ali"])
def test_whatever_stands_in_a_name_fits_into_the_columns_it_is_found_by(name):
    assert all(len(found.word) <= LONGEST_WORD for found in search_words(name))
    assert all(len(found.key) <= LONGEST_WORD for found in search_words(name))
