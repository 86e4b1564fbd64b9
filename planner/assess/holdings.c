/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who holds what in each party on the day of the assessment: the dated owners
 * of the estate, and acquisitions that take effect on or before that day.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "assess/assessment-private.h"

/* Words of party forms and event states, in the order of the schema. */
enum
{
  FORM_ASSOCIATION = 1,
  FORM_COOPERATIVE = 2,
  FORM_PERSON = 6,
};
enum
{
  EVENT_RUMOURED = 0,
  EVENT_WITHDRAWN = 4,
};

/* An acquisition: by whom, and since when. */
typedef struct
{
  const char *by; /* NULL: there is none */
  UitwegDay day;
} Acquisition;

static gboolean
is_held_on (const UitwegTable *owners, guint32 row, UitwegDay on)
{
  UitwegDay from = uitweg_table_day (owners, row, UITWEG_OWNER_FROM);
  UitwegDay until = uitweg_table_day (owners, row, UITWEG_OWNER_UNTIL);

  return (from == UITWEG_DAY_UNKNOWN || from <= on)
         && (until == UITWEG_DAY_UNKNOWN || on < until);
}

static void
keep_latest (Acquisition *latest, const char *by, UitwegDay day, UitwegDay on)
{
  if (by != NULL && day != UITWEG_DAY_UNKNOWN && day <= on
      && (latest->by == NULL || day >= latest->day))
    *latest = (Acquisition){ by, day };
}

/* The latest acquisition that counts: announced or further in the estate, or
 * asked about in the scenario. */
static Acquisition
find_acquisition (const UitwegAssessment *assessment, guint32 party)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  const UitwegTable *events = uitweg_table_child (parties, UITWEG_PARTY_EVENTS);
  const UitwegScenario *scenario = assessment->scenario;
  const char *id = uitweg_table_text (parties, party, UITWEG_PARTY_ID);
  Acquisition latest = { NULL, UITWEG_DAY_UNKNOWN };
  guint32 row;
  guint32 n;

  uitweg_table_list (parties, party, UITWEG_PARTY_EVENTS, &row, &n);
  for (guint32 behind = row + n; row < behind; row++)
    {
      const char *kind = uitweg_table_text (events, row,
                                            UITWEG_PARTY_EVENT_KIND);
      gint status = uitweg_table_enum (events, row, UITWEG_PARTY_EVENT_STATUS);

      if (status != EVENT_RUMOURED && status != EVENT_WITHDRAWN
          && (g_strcmp0 (kind, "acquisition") == 0
              || g_strcmp0 (kind, "merger") == 0))
        keep_latest (&latest,
                     uitweg_table_text (events, row, UITWEG_PARTY_EVENT_BY),
                     uitweg_table_day (events, row, UITWEG_PARTY_EVENT_DATE),
                     assessment->on);
    }
  for (guint i = 0; i < scenario->n_triggers; i++)
    if (scenario->triggers[i].kind == UITWEG_TRIGGER_ACQUISITION
        && g_strcmp0 (scenario->triggers[i].party, id) == 0)
      keep_latest (&latest, scenario->triggers[i].by, scenario->triggers[i].on,
                   assessment->on);
  return latest;
}

static guint8
read_rights (const UitwegTable *owners, guint32 row)
{
  const UitwegTable *texts = uitweg_table_child (owners, UITWEG_OWNER_RIGHTS);
  guint8 rights = 0;
  guint32 at;
  guint32 n;

  uitweg_table_list (owners, row, UITWEG_OWNER_RIGHTS, &at, &n);
  for (guint32 behind = at + n; at < behind; at++)
    {
      const char *right = uitweg_table_text (texts, at, 0);

      if (g_strcmp0 (right, "veto") == 0)
        rights |= ASSESS_RIGHT_VETO;
      else if (g_strcmp0 (right, "golden_share") == 0)
        rights |= ASSESS_RIGHT_GOLDEN_SHARE;
      else if (g_strcmp0 (right, "board") == 0)
        rights |= ASSESS_RIGHT_BOARD;
    }
  return rights;
}

static guint32
find_party (const UitwegAssessment *assessment, const char *id)
{
  return id == NULL
             ? UITWEG_NONE
             : uitweg_estate_find (assessment->estate, UITWEG_RECORD_PARTY, id);
}

/* The rows that hold on the day. Returns how many were added. */
static guint32
add_owners (const UitwegAssessment *assessment,
            guint32 party,
            AssessHolding *holdings)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  const UitwegTable *owners = uitweg_table_child (parties, UITWEG_PARTY_OWNERS);
  guint32 n_added = 0;
  guint32 row;
  guint32 n;

  uitweg_table_list (parties, party, UITWEG_PARTY_OWNERS, &row, &n);
  for (guint32 behind = row + n; row < behind; row++)
    if (is_held_on (owners, row, assessment->on))
      holdings[n_added++] = (AssessHolding){
        .holder = find_party (
            assessment, uitweg_table_text (owners, row, UITWEG_OWNER_PARTY)),
        .row = row,
        .capital = uitweg_table_number (owners, row,
                                        UITWEG_OWNER_CAPITAL_PERCENT),
        .votes = uitweg_table_number (owners, row, UITWEG_OWNER_VOTES_PERCENT),
        .rights = read_rights (owners, row),
      };
  return n_added;
}

/*
 * A buyer takes the place of those who were there: what the estate says of
 * owners before the day no longer holds, unless it knows the buyer as holder
 * of half or more already.
 */
static guint32
apply_acquisition (const UitwegAssessment *assessment,
                   guint32 party,
                   AssessHolding *holdings,
                   guint32 n)
{
  Acquisition acquisition = find_acquisition (assessment, party);
  guint32 buyer = find_party (assessment, acquisition.by);

  if (acquisition.by == NULL || buyer == party)
    return n;
  for (guint32 i = 0; i < n; i++)
    if (buyer != UITWEG_NONE && holdings[i].holder == buyer
        && holdings[i].votes >= 50.0)
      return n;
  holdings[0] = (AssessHolding){
    .holder = buyer, .row = UITWEG_NONE, .capital = 100.0, .votes = 100.0
  };
  return 1;
}

static UitwegOwnersKnown
read_owners_known (const UitwegAssessment *assessment,
                   guint32 party,
                   gboolean verified)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  gint known = uitweg_table_enum (parties, party, UITWEG_PARTY_OWNERS_KNOWN);
  gboolean listed = uitweg_table_has (parties, party, UITWEG_PARTY_OWNERS);
  guint field = UITWEG_PARTY_OWNERS;

  if (known == (gint) UITWEG_OWNERS_END)
    field = UITWEG_PARTY_OWNERS_KNOWN;
  else if (known < 0
           && uitweg_table_enum (parties, party, UITWEG_PARTY_FORM)
                  == FORM_PERSON)
    return UITWEG_OWNERS_END;
  else if (known == (gint) UITWEG_OWNERS_NONE || !listed)
    return UITWEG_OWNERS_NONE;
  if (verified
      && uitweg_estate_get_grade (assessment->estate, UITWEG_RECORD_PARTY,
                                  party, field)
             == UITWEG_GRADE_ASSUMED)
    return UITWEG_OWNERS_NONE;
  return known < 0 ? UITWEG_OWNERS_PART : (UitwegOwnersKnown) known;
}

static guint8
read_seat (const UitwegAssessment *assessment, guint32 party)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  const char *seat = uitweg_table_text (parties, party, UITWEG_PARTY_SEAT);
  const char *id = uitweg_table_text (parties, party,
                                      UITWEG_PARTY_CATALOG_PROVIDER);
  guint32 provider = id == NULL ? UITWEG_NONE
                                : uitweg_catalog_find_provider (
                                    assessment->catalog, id);

  if (seat == NULL && provider != UITWEG_NONE)
    seat = uitweg_catalog_get_provider (assessment->catalog, provider)
               ->seat_country;
  return assess_find_country (&assessment->countries, seat);
}

void
assess_read_holdings (const UitwegAssessment *assessment,
                      AssessEntities *entities)
{
  const UitwegTable *parties = assess_table (assessment, UITWEG_RECORD_PARTY);
  guint32 n = uitweg_table_get_n_rows (parties);
  guint32 n_owners = uitweg_table_get_n_rows (
      uitweg_table_child (parties, UITWEG_PARTY_OWNERS));
  guint32 at = 0;

  entities->seat = g_new (guint8, n);
  entities->has_members = g_new (guint8, n);
  entities->owners_known = g_new (guint8, n);
  entities->first = g_new (guint32, (gsize) n + 1);
  /* Beside each owner at most one buyer of each party. */
  entities->holdings = g_new (AssessHolding, (gsize) n_owners + n);
  for (guint32 p = 0; p < n; p++)
    {
      gint form = uitweg_table_enum (parties, p, UITWEG_PARTY_FORM);
      UitwegOwnersKnown known = read_owners_known (assessment, p,
                                                   entities->verified);
      guint32 n_added = 0;

      entities->first[p] = at;
      entities->seat[p] = read_seat (assessment, p);
      entities->has_members[p] = form == FORM_ASSOCIATION
                                 || form == FORM_COOPERATIVE;
      if (known != UITWEG_OWNERS_NONE && known != UITWEG_OWNERS_END)
        n_added = add_owners (assessment, p, entities->holdings + at);
      n_added = apply_acquisition (assessment, p, entities->holdings + at,
                                   n_added);
      if (n_added > 0 && entities->holdings[at].row == UITWEG_NONE)
        known = UITWEG_OWNERS_ALL;
      entities->owners_known[p] = (guint8) known;
      at += n_added;
    }
  entities->first[n] = at;
  entities->parties = (AssessParties){ .n_parties = n,
                                       .seat = entities->seat,
                                       .has_members = entities->has_members,
                                       .owners_known = entities->owners_known,
                                       .first = entities->first,
                                       .holdings = entities->holdings };
}
