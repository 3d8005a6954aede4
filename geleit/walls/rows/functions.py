# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person reaches, found out by the database itself: access() once more, in SQL.

`geleit_look` is called at the first statement of a person's look and keeps what it finds in the
session (geleit.core.postgresql.base.FACTS): agreements as lead and as social worker, holders for
whom she acts and where (7:3 is holder 7 in agreement 3, 7:* in all), cases by name and by door; for
county and volunteers places such as 7:* (all agreements of organisation 7) and 7:3 (agreement 3
only); the consents that open something to a county. Day and moment are the application's.
tests/walls/test_row_security.py holds it against the Python rule in many worlds.
"""

# plpgsql keeps the plans of a session; SQL functions would be planned anew at each call.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION geleit_agreements(who bigint, as_role text, today date)
RETURNS text STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT a.id), '{}')::text
    FROM accounts_membership m
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    JOIN agreements_cooperationagreement a ON a.carrier_id = m.organisation_id
    WHERE m.user_id = who AND m.role = as_role
      AND m.starts_on <= today AND (m.ends_on IS NULL OR m.ends_on >= today)
      AND (NOT EXISTS (SELECT FROM agreements_coveredagreement c WHERE c.membership_id = m.id)
           OR EXISTS (SELECT FROM agreements_coveredagreement c
                      WHERE c.membership_id = m.id AND c.agreement_id = a.id)));
END $$;

CREATE OR REPLACE FUNCTION geleit_reach(who bigint, as_role text, today date)
RETURNS text STABLE LANGUAGE plpgsql AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT
        m.organisation_id || ':' || coalesce(c.agreement_id::text, '*')), '{}')::text
    FROM accounts_membership m
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    LEFT JOIN agreements_coveredagreement c ON c.membership_id = m.id
    WHERE m.user_id = who AND m.role = as_role
      AND m.starts_on <= today AND (m.ends_on IS NULL OR m.ends_on >= today));
END $$;

-- Doors and names hang on cases, which it must see before anybody's eyes are open.
CREATE OR REPLACE FUNCTION geleit_look(who bigint, today date, moment timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    before text := current_setting('geleit.system', true);
BEGIN
    PERFORM set_config('geleit.system', 'on', false);
    PERFORM
        set_config('geleit.user', who::text, false),
        set_config('geleit.led', geleit_agreements(who, 'carrier_lead', today), false),
        set_config('geleit.worked', geleit_agreements(who, 'social_worker', today), false),
        set_config('geleit.county', geleit_reach(who, 'county', today), false),
        set_config('geleit.town', geleit_reach(who, 'town', today), false),
        set_config('geleit.coordinator', geleit_reach(who, 'volunteer_coordinator', today), false),
        set_config('geleit.volunteer', geleit_reach(who, 'volunteer', today), false),
        set_config('geleit.holders', (
            SELECT array_append(array_agg(d.holder_id), who)::text FROM staffing_deputy d
            WHERE d.deputy_id = who AND d.starts_on <= today
              AND (d.ends_on IS NULL OR d.ends_on >= today)), false),
        set_config('geleit.acted', (
            SELECT coalesce(array_agg(DISTINCT
                d.holder_id || ':' || coalesce(a.id::text, '*')), '{}')::text
            FROM staffing_deputy d
            LEFT JOIN staffing_deputyreach r ON r.deputyship_id = d.id
            LEFT JOIN agreements_cooperationagreement a
                ON a.id = r.agreement_id
                OR r.agreement_id IS NULL AND a.carrier_id = r.organisation_id
            WHERE d.deputy_id = who AND d.starts_on <= today
              AND (d.ends_on IS NULL OR d.ends_on >= today)
              AND (r.id IS NULL OR a.id IS NOT NULL)), false),
        set_config('geleit.named', (
            SELECT coalesce(array_agg(r.case_id), '{}')::text FROM cases_protectedreader r
            WHERE r.user_id = who), false),
        set_config('geleit.doors', (
            SELECT coalesce(array_agg(e.case_id), '{}')::text FROM cases_emergencyaccess e
            WHERE e.user_id = who AND e.ends_at > moment), false);
    IF current_setting('geleit.county') <> '{}' THEN
        PERFORM set_config('geleit.released', (
            SELECT coalesce(array_agg(k.id), '{}')::text
            FROM consents_consent k JOIN cases_case c ON c.id = k.case_id
            JOIN cases_person p ON p.id = k.person_id AND p.household_id = c.household_id
            WHERE k.shown_to_id = c.handed_over_by_id AND k.withdrawn_on IS NULL
              AND k.given_on <= today AND (k.until IS NULL OR k.until >= today)
              AND c.accepted_on IS NOT NULL AND c.closed_on IS NULL AND NOT c.is_protected
              AND (k.shown_to_id || ':*' = ANY (current_setting('geleit.county')::text[])
                   OR k.shown_to_id || ':' || c.agreement_id
                      = ANY (current_setting('geleit.county')::text[]))), false);
    ELSE
        PERFORM set_config('geleit.released', '{}', false);
    END IF;
    PERFORM set_config('geleit.system', coalesce(before, ''), false);
END $$;
"""


def _ids(fact: str) -> str:
    """Return SQL for numbers of the session, read once for a statement and not for each row."""
    return f"ANY ((SELECT nullif(current_setting('geleit.{fact}', true), '')::bigint[])::bigint[])"


def _place(fact: str, organisation: str, agreement: str) -> str:
    places = f"ANY ((SELECT nullif(current_setting('geleit.{fact}', true), '')::text[])::text[])"
    return f"({organisation} || ':*' = {places} OR {organisation} || ':' || {agreement} = {places})"


SYSTEM = "(SELECT current_setting('geleit.system', true)) = 'on'"
SHUT = "(SELECT current_setting('geleit.shut', true)) = 'on'"
CASE = f"""
    handed_back_on IS NULL
    AND NOT (handed_over_by_id IS NOT NULL AND accepted_on IS NULL AND coalesce({SHUT}, false))
    AND (
    agreement_id = {_ids("led")} AND (NOT is_protected OR id = {_ids("named")})
    OR agreement_id = {_ids("worked")} AND (
        holder_id::text = (SELECT current_setting('geleit.user', true)) AND NOT is_protected
        OR holder_id = {_ids("holders")} AND closed_on IS NULL AND NOT is_protected
           AND {_place("acted", "holder_id", "agreement_id")}
        OR id = {_ids("named")} AND is_protected
        OR id = {_ids("doors")} AND NOT is_protected)
    OR accepted_on IS NULL AND NOT is_protected
       AND {_place("county", "handed_over_by_id", "agreement_id")})
"""
HOUSEHOLD = "EXISTS (SELECT FROM cases_case one WHERE one.household_id = {key})"
ASSIGNMENT = f"""
    {_place("coordinator", "group_id", "agreement_id")}
    OR volunteer_id::text = (SELECT current_setting('geleit.user', true))
       AND {_place("volunteer", "group_id", "agreement_id")}
"""


# cases_person and cases_case show here only what the reader sees: their own walls stand, too.
VULNERABILITY = f"""
    EXISTS (SELECT FROM cases_person p JOIN cases_case c USING (household_id)
        WHERE p.id = {{table}}.person_id AND ({{table}}.audience = 'case'
            OR c.holder_id::text = (SELECT current_setting('geleit.user', true))
            OR {{table}}.audience = 'acting' AND c.holder_id = {_ids("holders")}
               AND {_place("acted", "c.holder_id", "c.agreement_id")}))
"""


def _led(person: str) -> str:
    """Return SQL for a person in a case of the lead who asks, and in no protected one."""
    here = f"FROM cases_person p JOIN cases_case c USING (household_id) WHERE p.id = {person} AND"
    led = f"EXISTS (SELECT {here} c.agreement_id = {_ids('led')})"
    return f"({led} AND NOT EXISTS (SELECT {here} c.is_protected))"


def _named(person: str) -> str:
    """Return SQL for a person in a specially protected case that the reader sees by name."""
    return f"""EXISTS (SELECT FROM cases_person p JOIN cases_case c USING (household_id)
        WHERE p.id = {person} AND c.is_protected AND c.id = {_ids("named")})"""


PAIR = f"{_led('first_id')} AND {_led('second_id')}"
LINK = f"({PAIR}) OR {_named('first_id')} OR {_named('second_id')}"
TRACE_END = f"""
    {_led("person_id")} AND (is_asking OR EXISTS (
        SELECT FROM identity_trace t WHERE t.id = trace_id AND t.asked_at IS NOT NULL))
"""
ME = "(SELECT current_setting('geleit.user', true))"
DRAFT = f"""
    user_id::text = {ME} AND EXISTS (SELECT FROM cases_case above WHERE above.id = case_id)
"""
PRIVATE_NOTE = f"""
    author_id::text = {ME}
    AND EXISTS (SELECT FROM counselling_contact above WHERE above.id = contact_id)
"""
FORMER_TEXT = f"""
    (NOT is_private OR written_by_id::text = {ME})
    AND EXISTS (SELECT FROM cases_case c WHERE c.id = case_id AND (audience = 'case'
        OR c.holder_id::text = {ME}
        OR audience = 'acting' AND c.holder_id = {_ids("holders")}
           AND {_place("acted", "c.holder_id", "c.agreement_id")}))
"""
CONSENT = f"""
    id = {_ids("released")}
    OR EXISTS (SELECT FROM cases_case above WHERE above.id = case_id)
"""
BATCH = f"agreement_id = {_ids('led')}"
ARRIVAL = f"""
    agreement_id = {_ids("led")}
    OR accepted_at IS NULL AND {_place("county", "county_id", "agreement_id")}
"""
PACKAGE = f"""
    case_id IS NULL AND agreement_id = {_ids("led")}
    OR case_id IS NOT NULL AND EXISTS (SELECT FROM cases_case one WHERE one.id = {{table}}.case_id)
"""
INQUIRY = f"""
    case_id IS NULL AND (agreement_id = {_ids("led")}
                         OR {_place("county", "sender_id", "agreement_id")})
    OR case_id IS NOT NULL AND EXISTS (SELECT FROM cases_case one WHERE one.id = {{table}}.case_id)
"""
TRANSFER = f"""
    agreement_id = {_ids("led")}
    OR done_at IS NOT NULL AND undone_at IS NULL AND (
        target_id = {_ids("led")}
        OR target_id IS NULL AND ({_place("county", "receiver_id", "agreement_id")}
                                  OR {_place("town", "receiver_id", "agreement_id")}))
"""
