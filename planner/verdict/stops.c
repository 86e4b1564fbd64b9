/* SPDX-License-Identifier: EUPL-1.2
 *
 * A shut-off on the trigger's notice, with nothing of the plan carried out:
 * which business services stop, and for how long. A service stops when a
 * thing it needs is hosted, administered or keyed by the party that goes, or
 * by one that this party works for or owns. It is back when backups outside
 * that party have been restored; where there are none, nobody knows when.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/human.h"
#include "verdict/verdict-private.h"

#define HOURS_PER_DAY 24

typedef struct
{
  const UitwegEstate *estate;
  GHashTable *gone; /* ids of parties and providers */
} Shutoff;

static gboolean
is_gone (const Shutoff *shutoff, const char *id)
{
  return id != NULL && g_hash_table_contains (shutoff->gone, id);
}

/* Whether a listed party of row `row` is gone; with shares above half only
 * where `votes` is a field. */
static gboolean
lists_gone (const Shutoff *shutoff,
            const UitwegTable *table,
            guint32 row,
            guint list,
            guint party,
            gint votes)
{
  const UitwegTable *child = uitweg_table_child (table, list);
  guint32 first, n;

  uitweg_table_list (table, row, list, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (is_gone (shutoff, uitweg_table_text (child, i, party))
        && (votes < 0 || uitweg_table_number (child, i, (guint) votes) > 50))
      return TRUE;
  return FALSE;
}

/* The party, what it owns, and what it works for, until nothing is added. */
static void
close_parties (Shutoff *shutoff)
{
  const UitwegTable *table = uitweg_estate_get_table (shutoff->estate,
                                                      UITWEG_RECORD_PARTY);
  const guint32 n = uitweg_table_get_n_rows (table);
  gboolean grew = TRUE;

  while (grew)
    {
      grew = FALSE;
      for (guint32 row = 0; row < n; row++)
        {
          const char *id = uitweg_table_text (table, row, UITWEG_PARTY_ID);

          const char *provider = uitweg_table_text (
              table, row, UITWEG_PARTY_CATALOG_PROVIDER);

          if (is_gone (shutoff, id))
            {
              if (provider != NULL)
                grew |= g_hash_table_add (shutoff->gone, (gpointer) provider);
              continue;
            }
          if (is_gone (shutoff, provider)
              || lists_gone (shutoff, table, row, UITWEG_PARTY_SUBCONTRACTORS,
                             UITWEG_SUBCONTRACTOR_PARTY, -1)
              || lists_gone (shutoff, table, row, UITWEG_PARTY_OWNERS,
                             UITWEG_OWNER_PARTY, UITWEG_OWNER_VOTES_PERCENT))
            grew |= g_hash_table_add (shutoff->gone, (gpointer) id);
        }
    }
}

static gboolean
stands_on_gone (const Shutoff *shutoff, const UitwegTable *table, guint32 r)
{
  return is_gone (shutoff,
                  uitweg_table_text (table, r, UITWEG_RESOURCE_PROVIDER))
         || is_gone (shutoff,
                     uitweg_table_text (table, r, UITWEG_RESOURCE_KEY_HOLDER))
         || lists_gone (shutoff, table, r, UITWEG_RESOURCE_ADMINISTRATORS,
                        UITWEG_ADMINISTRATOR_PARTY, -1);
}

/* Hours to restore one thing from a backup that is not gone; INFINITY where
 * there is none. */
static double
find_restore (const Shutoff *shutoff, const UitwegTable *table, guint32 r)
{
  const UitwegTable *child = uitweg_table_child (table,
                                                 UITWEG_RESOURCE_BACKUPS);
  double best = INFINITY;
  guint32 first, n;

  uitweg_table_list (table, r, UITWEG_RESOURCE_BACKUPS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    {
      const double hours = uitweg_table_number (child, i,
                                                UITWEG_BACKUP_RESTORE_HOURS);

      if (!is_gone (shutoff, uitweg_table_text (child, i, UITWEG_BACKUP_PARTY))
          && hours < best)
        best = hours;
    }
  return best;
}

/* The longest restore and the shortest run-on among the things gone that a
 * service needs. */
typedef struct
{
  gboolean any;
  double restore;
  double running_days;
} Need;

static Need
find_need (const Shutoff *shutoff,
           const UitwegGraph *hard,
           const guint8 *hit,
           guint32 service,
           guint8 *reached)
{
  const UitwegTable *table = uitweg_estate_get_table (shutoff->estate,
                                                      UITWEG_RECORD_RESOURCE);
  guint32 n;
  const guint32 *members = uitweg_estate_get_members (shutoff->estate, service,
                                                      &n);
  const guint32 n_resources = uitweg_estate_get_n_resources (shutoff->estate);
  Need need = { FALSE, 0, INFINITY };

  uitweg_graph_reach_needs (hard, members, n, reached);
  for (guint32 r = 0; r < n_resources; r++)
    {
      const double running = uitweg_table_number (table, r,
                                                  UITWEG_RESOURCE_RUNNING_DAYS);

      if (!reached[r] || !hit[r])
        continue;
      need.any = TRUE;
      need.restore = MAX (need.restore, find_restore (shutoff, table, r));
      need.running_days = MIN (need.running_days,
                               isnan (running) ? 0 : running);
    }
  return need;
}

static UitwegText
describe (UitwegVerdict *verdict,
          const UitwegStop *stop,
          double after_days,
          double fallback)
{
  g_autofree char *after_en = base_human_number (after_days, 0, "en");
  g_autofree char *back_en =
      isinf (stop->hours_high)
          ? g_strdup ("no backup outside the party is known: back when rebuilt")
          : g_strdup_printf ("back after a restore of %.0f h",
                             stop->hours_high);
  g_autofree char *back_nl =
      isinf (stop->hours_high)
          ? g_strdup ("geen reservekopie buiten de partij bekend: terug na "
                      "herbouw")
          : g_strdup_printf ("terug na %.0f uur terugzetten", stop->hours_high);
  g_autofree char *fall_en = isnan (fallback)
                                 ? g_strdup ("no fallback")
                                 : g_strdup_printf ("fallback carries %.0f h",
                                                    fallback);
  g_autofree char *fall_nl = isnan (fallback)
                                 ? g_strdup ("geen noodvoorziening")
                                 : g_strdup_printf (
                                     "noodvoorziening draagt %.0f uur",
                                     fallback);

  return verdict_text (verdict,
                       g_strdup_printf ("stops after %s days; %s; %s", after_en,
                                        back_en, fall_en),
                       g_strdup_printf ("stopt na %s dagen; %s; %s", after_en,
                                        back_nl, fall_nl));
}

static void
add_stop (UitwegVerdict *verdict,
          GArray *stops,
          const UitwegTable *services,
          guint32 s,
          const Need *need,
          gint32 notice_days)
{
  const double fallback = uitweg_table_number (services, s,
                                               UITWEG_SERVICE_FALLBACK_HOURS);
  const double warned = (double) MAX (notice_days, 0) + need->running_days;
  UitwegStop stop = { .service = s, .hours_high = need->restore };

  stop.rto_hours = uitweg_table_number (services, s, UITWEG_SERVICE_RTO_HOURS);
  if (!isinf (need->restore))
    {
      const double outage = MAX (0, need->restore - warned * HOURS_PER_DAY);

      stop.hours_low = stop.hours_high = outage;
    }
  stop.within_rto = stop.hours_high <= stop.rto_hours;
  stop.text = describe (verdict, &stop, warned, fallback);
  if (stop.hours_high > 0)
    g_array_append_val (stops, stop);
}

void
verdict_find_stops (UitwegVerdict *verdict,
                    UitwegTriggerVerdict *one,
                    const UitwegTrigger *trigger)
{
  const UitwegAssessment *assessment = uitweg_options_get_assessment (
      uitweg_plan_get_options (one->plan));
  const UitwegEstate *estate = uitweg_assessment_get_estate (assessment);
  const UitwegTable *resources = uitweg_estate_get_table (
      estate, UITWEG_RECORD_RESOURCE);
  const UitwegTable *services = uitweg_estate_get_table (estate,
                                                         UITWEG_RECORD_SERVICE);
  const guint32 n = uitweg_estate_get_n_resources (estate);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint8 *hit = g_new0 (guint8, n + 1);
  g_autofree guint8 *reached = g_new0 (guint8, n + 1);
  GArray *stops = g_array_new (FALSE, TRUE, sizeof (UitwegStop));
  Shutoff shutoff = { estate, gone };

  g_ptr_array_add (verdict->arrays, stops);
  if (trigger->party != NULL)
    g_hash_table_add (gone, (gpointer) trigger->party);
  close_parties (&shutoff);
  for (guint32 r = 0; r < n; r++)
    hit[r] = stands_on_gone (&shutoff, resources, r) ? 1 : 0;
  for (guint32 s = 0; s < uitweg_table_get_n_rows (services); s++)
    {
      const Need need = find_need (
          &shutoff, uitweg_assessment_get_hard_graph (assessment), hit, s,
          reached);

      if (need.any)
        add_stop (verdict, stops, services, s, &need, trigger->notice_days);
    }
  one->stops = (const UitwegStop *) (gpointer) stops->data;
  one->n_stops = stops->len;
}
