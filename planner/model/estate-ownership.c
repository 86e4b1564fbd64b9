/* SPDX-License-Identifier: EUPL-1.2
 *
 * Ownership that cannot be: parties that own themselves through others, and
 * shares that sum to more than the whole. Both are looked at day by day, for
 * a share may be sold before it is bought back.
 */
#include "config.h"

#include "model/estate-private.h"

#include <stdlib.h>

/* Shares are published rounded: the sum may be this much above 100. */
#define ROUNDING_PERCENT 0.1

/* Before every legal day; a share without a first day is held from here. */
#define FIRST_DAY (UITWEG_DAY_UNKNOWN + 1)

/* One share: row of the owners' table, and the row of the party that holds
 * it. */
typedef struct
{
  UitwegDay from;
  UitwegDay until;
  guint32 holder;
} Share;

/* The shares of party i are shares[first[i] .. first[i + 1]). */
typedef struct
{
  guint32 n_parties;
  guint32 *first;
  Share *shares;
} Ownership;

static void
read_shares (const UitwegEstate *estate, Ownership *ownership)
{
  const UitwegTable *parties = estate->tables[UITWEG_RECORD_PARTY];
  const UitwegTable *owners = uitweg_table_child (parties, UITWEG_PARTY_OWNERS);
  guint32 n = uitweg_table_get_n_rows (parties);
  guint32 count = 0;

  ownership->n_parties = n;
  ownership->first = g_new0 (guint32, (gsize) n + 1);
  ownership->shares = g_new0 (Share, uitweg_table_get_n_rows (owners));
  for (guint32 i = 0; i < n; i++)
    {
      guint32 row;
      guint32 n_rows;

      ownership->first[i] = count;
      uitweg_table_list (parties, i, UITWEG_PARTY_OWNERS, &row, &n_rows);
      for (guint32 behind = row + n_rows; row < behind; row++)
        {
          const char *id = uitweg_table_text (owners, row, UITWEG_OWNER_PARTY);
          UitwegDay from = uitweg_table_day (owners, row, UITWEG_OWNER_FROM);
          UitwegDay until = uitweg_table_day (owners, row, UITWEG_OWNER_UNTIL);
          Share *share = &ownership->shares[count];

          share->holder = uitweg_estate_find (estate, UITWEG_RECORD_PARTY, id);
          share->from = from == UITWEG_DAY_UNKNOWN ? FIRST_DAY : from;
          share->until = until == UITWEG_DAY_UNKNOWN ? G_MAXINT32 : until;
          if (share->holder != UITWEG_NONE)
            count++;
        }
    }
  ownership->first[n] = count;
}

static gboolean
is_held (const Share *share, UitwegDay day, gboolean ever)
{
  return ever || (share->from <= day && day < share->until);
}

/*
 * Walks up from each party once, depth first without recursion.
 *
 * Returns: the length of a cycle left at the end of `path`, whose first party
 *   is path[*start_out]; 0 if there is none
 */
static guint32
find_cycle (const Ownership *ownership,
            UitwegDay day,
            gboolean ever,
            guint32 *path,
            guint32 *start_out)
{
  gsize n = ownership->n_parties;
  g_autofree guint32 *next = g_memdup2 (ownership->first, n * sizeof *next);
  g_autofree guint32 *place = g_new0 (guint32, n); /* in path, from 1 */

  for (guint32 root = 0; root < n; root++)
    {
      guint32 depth = 1;

      if (next[root] != ownership->first[root] || place[root] != 0)
        continue;
      path[0] = root;
      place[root] = 1;
      while (depth > 0)
        {
          guint32 party = path[depth - 1];
          const Share *share;

          if (next[party] == ownership->first[party + 1])
            {
              /* Done with: never entered again. */
              place[party] = UITWEG_NONE;
              depth--;
              continue;
            }
          share = &ownership->shares[next[party]++];
          if (!is_held (share, day, ever)
              || place[share->holder] == UITWEG_NONE)
            continue;
          if (place[share->holder] != 0)
            {
              *start_out = place[share->holder] - 1;
              return depth - *start_out;
            }
          path[depth++] = share->holder;
          place[share->holder] = depth;
        }
    }
  return 0;
}

static void
report_cycle (const UitwegEstate *estate,
              const guint32 *cycle,
              guint32 length,
              BaseProblems *problems)
{
  const UitwegTable *parties = estate->tables[UITWEG_RECORD_PARTY];
  g_autoptr (GString) chain = g_string_new (NULL);

  for (guint32 i = 0; i <= length; i++)
    g_string_append_printf (chain, "%s'%s'", i > 0 ? " is owned by " : "",
                            model_id (parties, cycle[i % length]));
  model_add_problem (estate, UITWEG_RECORD_PARTY, cycle[0], problems,
                     "owners: found a cycle: %s, expected an end", chain->str);
}

static int
compare_days (const void *a, const void *b)
{
  UitwegDay day_a = *(const UitwegDay *) a;
  UitwegDay day_b = *(const UitwegDay *) b;

  return (day_a > day_b) - (day_a < day_b);
}

/* Tells of the first day on which some party owns itself. */
static void
check_cycles (const UitwegEstate *estate,
              const Ownership *ownership,
              BaseProblems *problems)
{
  guint32 n_shares = ownership->first[ownership->n_parties];
  g_autofree guint32 *path = g_new0 (guint32, (gsize) ownership->n_parties + 1);
  g_autofree UitwegDay *days = g_new0 (UitwegDay, (gsize) n_shares + 1);
  guint32 start = 0;

  if (find_cycle (ownership, 0, TRUE, path, &start) == 0)
    return;
  for (guint32 i = 0; i < n_shares; i++)
    days[i] = ownership->shares[i].from;
  qsort (days, n_shares, sizeof *days, compare_days);
  for (guint32 i = 0; i < n_shares; i++)
    {
      guint32 length;

      if (i > 0 && days[i] == days[i - 1])
        continue;
      length = find_cycle (ownership, days[i], FALSE, path, &start);
      if (length > 0)
        {
          report_cycle (estate, path + start, length, problems);
          return;
        }
    }
}

/* A share that begins or ends. */
typedef struct
{
  UitwegDay day;
  double percent;
} Change;

static int
compare_changes (const void *a, const void *b)
{
  const Change *change_a = a;
  const Change *change_b = b;

  if (change_a->day != change_b->day)
    return change_a->day < change_b->day ? -1 : 1;
  return (change_a->percent > change_b->percent)
         - (change_a->percent < change_b->percent);
}

static void
check_sum (const UitwegEstate *estate,
           guint32 party,
           guint field,
           BaseProblems *problems)
{
  const UitwegTable *parties = estate->tables[UITWEG_RECORD_PARTY];
  const UitwegTable *owners = uitweg_table_child (parties, UITWEG_PARTY_OWNERS);
  g_autofree Change *changes = NULL;
  guint32 first;
  guint32 n;
  guint32 n_changes = 0;
  double sum = 0;
  double greatest = 0;

  uitweg_table_list (parties, party, UITWEG_PARTY_OWNERS, &first, &n);
  changes = g_new (Change, (gsize) n * 2 + 1);
  for (guint32 i = first; i < first + n; i++)
    {
      UitwegDay from = uitweg_table_day (owners, i, UITWEG_OWNER_FROM);
      UitwegDay until = uitweg_table_day (owners, i, UITWEG_OWNER_UNTIL);
      double percent = uitweg_table_number (owners, i, field);

      if (!uitweg_table_has (owners, i, field))
        continue;
      changes[n_changes++] = (Change){ from, percent };
      if (until != UITWEG_DAY_UNKNOWN)
        changes[n_changes++] = (Change){ until, -percent };
    }
  qsort (changes, n_changes, sizeof *changes, compare_changes);
  for (guint32 i = 0; i < n_changes; i++)
    {
      sum += changes[i].percent;
      greatest = MAX (greatest, sum);
    }
  if (greatest > 100 + ROUNDING_PERCENT)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      model_add_problem (
          estate, UITWEG_RECORD_PARTY, party, problems,
          "owners: found %s that sum to %s, expected at most 100",
          uitweg_table_get_schema (owners)->fields[field].key,
          g_ascii_formatd (text, sizeof text, "%.6g", greatest));
    }
}

void
model_check_ownership (const UitwegEstate *estate, BaseProblems *problems)
{
  Ownership ownership = { 0 };

  read_shares (estate, &ownership);
  check_cycles (estate, &ownership, problems);
  for (guint32 i = 0; i < ownership.n_parties; i++)
    {
      check_sum (estate, i, UITWEG_OWNER_CAPITAL_PERCENT, problems);
      check_sum (estate, i, UITWEG_OWNER_VOTES_PERCENT, problems);
    }
  g_free (ownership.first);
  g_free (ownership.shares);
}
