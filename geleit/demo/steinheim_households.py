# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented households of the example. Nobody of them exists."""

from typing import NamedTuple

from geleit.cases.enums import BenefitAgency, HousingType, StatusKind

FOLLOW_UP, CONTAINER = HousingType.MUNICIPAL, HousingType.CONTAINER
JOBCENTER, COUNTY, SELF = BenefitAgency.JOBCENTER, BenefitAgency.ASYLBLG, BenefitAgency.SELF


class Member(NamedTuple):
    """A person. `born` is a day, a year (then 1 January, as offices write it) or empty."""

    given: str
    sex: str
    born: str
    german: str = ""
    family: str = ""  # when it differs from the household's


class Family(NamedTuple):
    name: str
    nationality: str
    language: str
    housing: HousingType
    street: str
    status: StatusKind
    benefits: BenefitAgency
    members: tuple[Member, ...]


REFUGEE, SUBSIDIARY = StatusKind.PERMIT_25_2_REFUGEE, StatusKind.PERMIT_25_2_SUBSIDIARY

# Advised since the start in January 2020; the first ten by the worker of the agreement, the other
# six by her colleague in the Integrationsmanagement.
# fmt: off
FIRST = (
    Family(
        "Al Masri", "SY", "ar", FOLLOW_UP, "Riedstraße 12", REFUGEE, JOBCENTER,
        (
            Member("Khaled", "m", "1983-03-17", "A2"),
            Member("Rima", "w", "1988-11-02", "A1", "Shami"),
            Member("Layan", "w", "2012-06-25"),
            Member("Karim", "m", "2016-09-08"),
        ),
    ),
    Family(
        "Mebrahtu", "ER", "ti", CONTAINER, "Lehenstraße 3", REFUGEE, JOBCENTER,
        (Member("Samuel", "m", "1994-02-11", "B1"),),
    ),
    Family(
        "Noori", "AF", "prs", FOLLOW_UP, "Riedstraße 14", SUBSIDIARY, JOBCENTER,
        (
            Member("Abdul Wahid", "m", "1979", "alpha"),
            Member("Shukria", "w", "1984", ""),
            Member("Zahra", "w", "2006-04-30", "A2"),
            Member("Mahdi", "m", "2009-12-14"),
            Member("Parwana", "w", "2018-03-05"),
        ),
    ),
    Family(
        "Ceesay", "GM", "mnk", CONTAINER, "Lehenstraße 3", StatusKind.TOLERATION, COUNTY,
        (Member("Ebrima", "m", "1996", "A2"),),
    ),
    Family(
        "Hosseini", "IR", "fa", FOLLOW_UP, "Badtorstraße 21", StatusKind.APPLICATION, COUNTY,
        (
            Member("Nasrin", "w", "1990-07-19", "A2"),
            Member("Arian", "m", "2014-01-23"),
        ),
    ),
    Family(
        "Barzani", "IQ", "ckb", FOLLOW_UP, "Badtorstraße 21", SUBSIDIARY, JOBCENTER,
        (
            Member("Rebwar", "m", "1987-05-12", "A1"),
            Member("Shilan", "w", "1992-10-28", "A1"),
            Member("Dilan", "w", "2019-02-16"),
        ),
    ),
    Family(
        "Warsame", "SO", "so", FOLLOW_UP, "Pfarrgasse 5", SUBSIDIARY, JOBCENTER,
        (
            Member("Hodan", "w", "1991", "alpha"),
            Member("Abdirahman", "m", "2015-08-09"),
            Member("Ifrah", "w", "2017-11-21"),
        ),
    ),
    Family(
        "Aydın", "TR", "tr", HousingType.PRIVATE, "Marbacher Weg 40", REFUGEE, SELF,
        (
            Member("Cem", "m", "1981-06-03", "B2"),
            Member("Gülşen", "w", "1985-09-15", "B1"),
            Member("Deniz", "m", "2013-04-07"),
        ),
    ),
    Family(
        "Okafor", "NG", "en", CONTAINER, "Lehenstraße 5", StatusKind.APPLICATION, COUNTY,
        (
            Member("Blessing", "w", "1993-12-01", "A1"),
            Member("Emmanuel", "m", "2019-07-30"),
        ),
    ),
    Family(
        "Hamdan", "SY", "ar", FOLLOW_UP, "Riedstraße 12", REFUGEE, JOBCENTER,
        (
            Member("Walid", "m", "1958-10-10", "alpha"),
            Member("Samira", "w", "1963", "", "Nasser"),
        ),
    ),
    Family(
        "Kakar", "AF", "ps", CONTAINER, "Lehenstraße 5", StatusKind.PERMIT_25_3, JOBCENTER,
        (Member("Gul Agha", "m", "1998", "A2"),),
    ),
    Family(
        "Ghebremeskel", "ER", "ti", FOLLOW_UP, "Pfarrgasse 5", REFUGEE, JOBCENTER,
        (
            Member("Abrehet", "w", "1989-03-08", "A2"),
            Member("Natnael", "m", "2014-05-26"),
            Member("Eden", "w", "2018-12-19"),
        ),
    ),
    Family(
        "Suleiman", "SY", "kmr", FOLLOW_UP, "Riedstraße 16", REFUGEE, JOBCENTER,
        (
            Member("Azad", "m", "1986-08-22", "B1"),
            Member("Berivan", "w", "1990-01-13", "A2"),
            Member("Rojda", "w", "2011-10-04"),
            Member("Alan", "m", "2014-03-29"),
            Member("Lorin", "w", "2019-09-11"),
        ),
    ),
    Family(
        "Camara", "GN", "fr", CONTAINER, "Lehenstraße 7", StatusKind.TOLERATION, COUNTY,
        (Member("Ibrahima", "m", "2000-04-18", "A2"),),
    ),
    Family(
        "Salman", "IQ", "ar", FOLLOW_UP, "Badtorstraße 23", SUBSIDIARY, JOBCENTER,
        (
            Member("Haidar", "m", "1975-11-30", "A1"),
            Member("Nadia", "w", "1980-02-27", "A1"),
            Member("Zainab", "w", "2005-07-06", "B1"),
        ),
    ),
    Family(
        "Sultani", "AF", "prs", HousingType.PRIVATE, "Marbacher Weg 52", REFUGEE, SELF,
        (
            Member("Reza", "m", "1990", "B2"),
            Member("Marzia", "w", "1995-05-20", "B1"),
        ),
    ),
)

# Came later, most in the last year and a half; the nine of Kirchplatz have been here for four years.
RECENT = (
    Family(
        "Kovalenko", "UA", "uk", HousingType.PRIVATE, "Kirchplatz 8", StatusKind.PERMIT_24,
        JOBCENTER,
        (
            Member("Iryna", "w", "1986-04-24", "A2"),
            Member("Artem", "m", "2012-02-09"),
            Member("Halyna", "w", "1957-09-30", "", "Melnyk"),
        ),
    ),
    Family(
        "Zaher", "SY", "ar", FOLLOW_UP, "Riedstraße 14", SUBSIDIARY, JOBCENTER,
        (
            Member("Anas", "m", "1995-06-14", "A1"),
            Member("Batoul", "w", "1998-12-22", "A1"),
            Member("Jude", "w", "2023-05-17"),
        ),
    ),
    Family(
        "Dost", "AF", "prs", FOLLOW_UP, "Badtorstraße 23", StatusKind.PERMIT_25_3, COUNTY,
        (
            Member("Fereshta", "w", "1992", "A1"),
            Member("Omid", "m", "2015-10-02"),
        ),
    ),
    Family(
        "Korkmaz", "TR", "kmr", CONTAINER, "Lehenstraße 7", StatusKind.APPLICATION, COUNTY,
        (Member("Serhat", "m", "1999-01-28", "A1"),),
    ),
    Family(
        "Moradi", "IR", "fa", FOLLOW_UP, "Pfarrgasse 5", StatusKind.FICTIONAL, JOBCENTER,
        (
            Member("Siavash", "m", "1984-08-31", "B1"),
            Member("Leila", "w", "1987-03-12", "A2"),
        ),
    ),
    Family(
        "Abdi", "SO", "so", CONTAINER, "Lehenstraße 3", StatusKind.TOLERATION, COUNTY,
        (Member("Liban", "m", "2003", "A1"),),
    ),
    Family(
        "Rahimi", "AF", "prs", FOLLOW_UP, "Kirchplatz 3", REFUGEE, JOBCENTER,
        (
            Member("Mohammad Naim", "m", "1981", "A2"),
            Member("Zainab", "w", "1986", "A1"),
            Member("Bibi Gul", "w", "1956", "alpha"),
            Member("Farid", "m", "2007-05-04", "B1"),
            Member("Sahar", "w", "2009-10-17", "B1"),
            Member("Yusuf", "m", "2012-02-28"),
            Member("Maryam", "w", "2014-07-09"),
            Member("Elyas", "m", "2017-12-01"),
            Member("Nila", "w", "2019-03-23"),
        ),
    ),
)

# Handed over by the county; nobody has accepted them yet.
WAITING = (
    Family(
        "Tesfamariam", "ER", "ti", HousingType.SHARED, "Ludwigsburg, Gemeinschaftsunterkunft",
        REFUGEE, JOBCENTER,
        (
            Member("Yordanos", "w", "1997-02-05", "A1"),
            Member("Bereket", "m", "2021-06-18"),
        ),
    ),
    Family(
        "Al Ahmad", "SY", "ar", HousingType.SHARED, "Ludwigsburg, Gemeinschaftsunterkunft",
        SUBSIDIARY, JOBCENTER,
        (
            Member("Bassel", "m", "1990-09-27", "A1"),
            Member("Hanan", "w", "1994-04-16", ""),
            Member("Sami", "m", "2018-08-03"),
            Member("Tala", "w", "2022-01-11"),
        ),
    ),
)
# fmt: on
