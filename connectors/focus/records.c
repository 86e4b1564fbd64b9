/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes what the ledger holds: lines of cost, the things billed with what a
 * whole month of them costs, commitments as contracts, and parties.
 */
#include "config.h"

#include "connectors/focus/records.h"

#include <string.h>

#include <uitweg/day.h>
#include <uitweg/money.h>

#include "base/number.h"
#include "connectors/common/secrets.h"
#include "connectors/focus/kinds.h"

#define DIGEST_SHOWN 16

typedef struct
{
  FocusLedger *ledger;
  const GArray *lines;
  const GArray *rates;
  ConnectorsSource *source;
  gint32 epoch;
  GPtrArray *thing_ids; /* (nullable) char * by thing, of lines that count */
  GPtrArray *commitment_ids;
  guint n_without_month;
  guint n_without_rate;
} Writer;

static const char *
text_of (const Writer *writer, guint32 text)
{
  return focus_ledger_text (writer->ledger, text);
}

static const FocusLine *
get_line (const Writer *writer, guint i)
{
  return &g_array_index (writer->lines, FocusLine, i);
}

/* "amazon-web-services-emea-sarl"; (transfer full) */
static char *
make_slug (const char *text)
{
  GString *slug = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) || (*at & 0x80) != 0)
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

/* The catalog's provider, or the party of that name. (transfer full)
 * (nullable) */
static char *
provider_id (const Writer *writer, guint32 text)
{
  const char *name = text_of (writer, text);
  const char *known = focus_provider_of (name);
  g_autofree char *clean = NULL;
  g_autofree char *slug = NULL;

  if (known != NULL)
    return g_strdup (known);
  clean = connectors_clean_public (name);
  if (clean == NULL)
    return NULL;
  slug = make_slug (clean);
  return connectors_make_id ("party/%s", slug);
}

/* Ids that are unique in the world stand for themselves. (transfer full) */
static char *
make_thing_id (const Writer *writer, const FocusThing *thing)
{
  const char *native = text_of (writer, thing->native_id);
  const char *account = text_of (writer, thing->scope);
  g_autofree char *provider = provider_id (writer, thing->provider);

  if (native[0] == '/' || g_str_has_prefix (native, "arn:"))
    return connectors_make_id ("%s", native);
  return connectors_make_id ("%s/%s/%s",
                             provider != NULL ? provider : "unknown",
                             account != NULL ? account : "-", native);
}

/* Lines of cost. */

static void
append_part (GString *text, const char *part)
{
  g_string_append (text, part != NULL ? part : "");
  g_string_append_c (text, '\n');
}

/* By what the line says, so that it is the same in any file. (transfer full) */
static char *
make_line_id (const Writer *writer, const FocusLine *line, const char *provider)
{
  const FocusKey *key = &line->key;
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *day = uitweg_day_format (key->start + writer->epoch);
  g_autofree char *digest = NULL;

  g_string_append_printf (parts, "%d\n%d\n%u\n", key->start, key->end,
                          key->kind);
  append_part (parts, text_of (writer, key->provider));
  append_part (parts, text_of (writer, key->account));
  append_part (parts, text_of (writer, key->service));
  append_part (parts, text_of (writer, key->region));
  append_part (parts, text_of (writer, key->currency));
  if (key->commitment != UITWEG_NONE)
    append_part (parts,
                 g_ptr_array_index (writer->commitment_ids, key->commitment));
  if (key->thing != UITWEG_NONE)
    append_part (parts, text_of (writer, g_array_index (writer->ledger->things,
                                                        FocusThing, key->thing)
                                             .native_id));
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, parts->str,
                                          (gssize) parts->len);
  digest[DIGEST_SHOWN] = '\0';
  day[7] = '\0';
  return connectors_make_id (
      "cost/%s/%s/%s", provider != NULL ? provider : "unknown", day, digest);
}

/* A month that is not whole shows the days that it has. */
static void
set_period (const Writer *writer,
            UitwegTable *table,
            guint32 row,
            const FocusKey *key)
{
  gint32 start = key->start;
  gint32 end = key->end;

  if (key->start == focus_month_start (key->start)
      && key->end == focus_month_end (key->start))
    {
      const FocusMonth *month = focus_ledger_get_month (
          writer->ledger, key->provider, key->start);
      const guint32 days = focus_month_get_days (month) | month->any;

      if (!focus_month_is_full (month) && days != 0)
        {
          start = key->start + __builtin_ctz (days);
          end = key->start + 32 - __builtin_clz (days);
        }
    }
  base_table_set_day (table, row, UITWEG_COST_PERIOD_START,
                      start + writer->epoch);
  base_table_set_day (table, row, UITWEG_COST_PERIOD_END, end + writer->epoch);
}

static void
set_amounts (Writer *writer,
             UitwegTable *table,
             guint32 row,
             const FocusLine *line)
{
  const char *currency = text_of (writer, line->key.currency);
  const FocusRate *rate = focus_rates_find (writer->rates, currency);

  base_table_set_int64 (table, row, UITWEG_COST_BILLED,
                        focus_amount_to_micro (&line->billed));
  base_table_set_text (table, row, UITWEG_COST_CURRENCY, currency);
  base_table_set_int64 (
      table, row, UITWEG_COST_EUR,
      focus_rates_convert (writer->rates, currency, &line->billed));
  base_table_set_int64 (table, row, UITWEG_COST_EFFECTIVE,
                        focus_amount_to_micro (&line->effective));
  base_table_set_int64 (
      table, row, UITWEG_COST_EFFECTIVE_EUR,
      focus_rates_convert (writer->rates, currency, &line->effective));
  if (rate != NULL)
    base_table_set_text (table, row, UITWEG_COST_RATE, rate->text);
  else
    writer->n_without_rate++;
}

static void
add_line (Writer *writer, const FocusLine *line)
{
  const FocusKey *key = &line->key;
  g_autofree char *provider = provider_id (writer, key->provider);
  g_autofree char *id = make_line_id (writer, line, provider);
  UitwegTable *table = connectors_source_get_table (writer->source,
                                                    UITWEG_RECORD_COST);
  guint32 row = connectors_begin_record (writer->source, UITWEG_RECORD_COST,
                                         id);
  UitwegTable *tags;

  base_table_set_text (table, row, UITWEG_COST_PROVIDER, provider);
  connectors_set_text (table, row, UITWEG_COST_SERVICE_NAME,
                       text_of (writer, key->service));
  connectors_set_text (table, row, UITWEG_COST_ACCOUNT,
                       text_of (writer, key->account));
  connectors_set_text (table, row, UITWEG_COST_REGION,
                       text_of (writer, key->region));
  set_period (writer, table, row, key);
  base_table_set_text (table, row, UITWEG_COST_CHARGE_KIND,
                       focus_kind_get_word ((FocusKind) key->kind));
  if (key->commitment != UITWEG_NONE)
    base_table_set_text (
        table, row, UITWEG_COST_COMMITMENT,
        g_ptr_array_index (writer->commitment_ids, key->commitment));
  set_amounts (writer, table, row, line);
  if (key->thing != UITWEG_NONE)
    {
      const FocusThing *thing = &g_array_index (writer->ledger->things,
                                                FocusThing, key->thing);

      connectors_set_text (table, row, UITWEG_COST_NATIVE_ID,
                           text_of (writer, thing->native_id));
      base_table_set_text (table, row, UITWEG_COST_RESOURCE,
                           g_ptr_array_index (writer->thing_ids, key->thing));
      base_table_set_text (table, row, UITWEG_COST_MATCHED_BY, "native_id");
    }
  tags = base_table_begin_list (table, UITWEG_COST_TAGS);
  if (key->kind == FOCUS_KIND_UNUSED)
    base_table_add_tag (tags, "commitment_status", "unused");
  base_table_end_list (table, UITWEG_COST_TAGS);
  connectors_end_record (writer->source, UITWEG_RECORD_COST, row, "focus.row",
                         UITWEG_GRADE_MEASURED);
}

/* Things. */

/* What a line adds to the month that begins on `month`, in euro. */
static gint64
share_of_month (const Writer *writer, const FocusLine *line, gint32 month)
{
  const gint32 start = MAX (line->key.start, month);
  const gint32 end = MIN (line->key.end, focus_month_end (month));
  const gint64 eur = focus_rates_convert (
      writer->rates, text_of (writer, line->key.currency), &line->effective);
  UitwegMoney share = 0;

  if (end <= start)
    return 0;
  if (eur == UITWEG_UNKNOWN
      || !uitweg_money_scale (eur, end - start, line->key.end - line->key.start,
                              &share, NULL))
    return UITWEG_UNKNOWN;
  return share;
}

/* What a thing costs in a whole month, and sends to the internet. */
typedef struct
{
  gboolean is_billed; /* in that month */
  gint64 eur;         /* UITWEG_UNKNOWN: a rate is missing, or negative */
  FocusAmount gib;
  gint32 last; /* newest day with a line */
} Month;

static gboolean
is_run_cost (guint32 kind)
{
  return kind == FOCUS_KIND_USAGE || kind == FOCUS_KIND_UNUSED;
}

/* The last day that any line is of: a bill of a later month tells what things
 * cost now. */
static void
set_newest (Writer *writer)
{
  gint32 end = G_MININT32;

  for (guint i = 0; i < writer->lines->len; i++)
    end = MAX (end, get_line (writer, i)->key.end);
  if (end != G_MININT32)
    connectors_source_set_newest (writer->source, writer->epoch + end - 1);
}

/* Sums by thing, in one pass over all lines. */
static Month *
sum_months (Writer *writer)
{
  Month *months = g_new0 (Month, writer->ledger->things->len + 1);

  for (guint i = 0; i < writer->lines->len; i++)
    {
      const FocusLine *line = get_line (writer, i);
      const gint32 newest = focus_lines_newest_month (writer->ledger,
                                                      line->key.provider);
      Month *month;
      gint64 share;

      if (line->key.thing == UITWEG_NONE)
        continue;
      month = &months[line->key.thing];
      month->last = MAX (month->last, line->key.end);
      if (newest == G_MININT32 || !is_run_cost (line->key.kind)
          || line->key.end <= newest
          || line->key.start >= focus_month_end (newest))
        continue;
      share = share_of_month (writer, line, newest);
      month->is_billed = TRUE;
      if (share == UITWEG_UNKNOWN || month->eur == UITWEG_UNKNOWN)
        month->eur = UITWEG_UNKNOWN;
      else if (!uitweg_money_add (month->eur, share, &month->eur, NULL))
        month->eur = UITWEG_UNKNOWN;
      if (line->key.start == newest)
        focus_amount_add (&month->gib, &line->egress);
    }
  return months;
}

static void
set_month (Writer *writer, UitwegTable *table, guint32 row, const Month *month)
{
  if (!month->is_billed)
    {
      writer->n_without_month++;
      return;
    }
  if (month->eur != UITWEG_UNKNOWN && month->eur >= 0)
    base_table_set_int64 (table, row, UITWEG_RESOURCE_EUR_PER_MONTH,
                          month->eur);
  if (!focus_amount_is_zero (&month->gib)
      && !focus_amount_is_negative (&month->gib))
    {
      g_autofree char *text = focus_amount_format (&month->gib);

      base_table_set_number (table, row, UITWEG_RESOURCE_EGRESS,
                             g_ascii_strtod (text, NULL));
    }
}

static void
add_thing (Writer *writer, guint32 number, const Month *month)
{
  const FocusThing *thing = &g_array_index (writer->ledger->things, FocusThing,
                                            number);
  const FocusWords words = { .native_id = text_of (writer, thing->native_id),
                             .type = text_of (writer, thing->type),
                             .category = text_of (writer, thing->category),
                             .service = text_of (writer, thing->service) };
  g_autofree char *native_type = NULL;
  g_autofree char *name = connectors_clean_public (
      text_of (writer, thing->name));
  g_autofree char *provider = provider_id (writer, thing->provider);
  UitwegResourceKind kind = focus_kind_of (&words, &native_type);
  guint32 row = connectors_begin_resource (
      writer->source, g_ptr_array_index (writer->thing_ids, number), name, kind,
      native_type);
  UitwegTable *table = connectors_source_get_resources (writer->source);
  const char *zone = text_of (writer, thing->zone);
  UitwegTable *tags;

  connectors_set_text (table, row, UITWEG_RESOURCE_NATIVE_ID, words.native_id);
  base_table_set_text (table, row, UITWEG_RESOURCE_PROVIDER, provider);
  connectors_set_text (table, row, UITWEG_RESOURCE_ACCOUNT,
                       text_of (writer, thing->account));
  connectors_set_text (table, row, UITWEG_RESOURCE_REGION,
                       text_of (writer, thing->region));
  /* Exports that were pasted together have numbers here. */
  if (zone != NULL && strpbrk (zone, "abcdefghijklmnopqrstuvwxyz") != NULL)
    connectors_set_text (table, row, UITWEG_RESOURCE_ZONE, zone);
  base_table_set_enum (table, row, UITWEG_RESOURCE_ENVIRONMENT,
                       thing->environment);
  connectors_set_text (table, row, UITWEG_RESOURCE_APPLICATION,
                       text_of (writer, thing->application));
  set_month (writer, table, row, month);
  tags = base_table_begin_list (table, UITWEG_RESOURCE_TAGS);
  if (words.service != NULL)
    {
      g_autofree char *service = connectors_clean_public (words.service);

      base_table_add_tag (tags, "billed_service", service);
    }
  if (!month->is_billed)
    {
      g_autofree char *last = uitweg_day_format (month->last - 1
                                                 + writer->epoch);

      last[7] = '\0';
      base_table_add_tag (tags, "last_billed", last);
    }
  base_table_end_list (table, UITWEG_RESOURCE_TAGS);
  connectors_set_provenance (writer->source, UITWEG_RESOURCE_KIND, "focus.kind",
                             UITWEG_GRADE_INFERRED);
  connectors_end_resource (writer->source, row, "focus.ResourceId",
                           UITWEG_GRADE_MEASURED);
}

static void
add_things (Writer *writer)
{
  g_autofree Month *months = sum_months (writer);

  for (guint32 i = 0; i < writer->ledger->things->len; i++)
    if (g_ptr_array_index (writer->thing_ids, i) != NULL)
      add_thing (writer, i, &months[i]);
}

/* Commitments. */

static const char *
commitment_kind (const char *type)
{
  g_autofree char *folded = type != NULL ? g_ascii_strdown (type, -1) : NULL;

  if (folded == NULL)
    return NULL;
  if (strstr (folded, "saving") != NULL)
    return "savings_plan";
  return strstr (folded, "reserv") != NULL ? "reserved" : "another";
}

/* The last day: as stated, or so many months after the purchase. */
static UitwegDay
commitment_end (const Writer *writer, const FocusCommitment *commitment)
{
  if (commitment->end != G_MININT32)
    return commitment->end + writer->epoch - 1;
  if (commitment->start == G_MININT32 || commitment->months <= 0)
    return UITWEG_DAY_UNKNOWN;
  return uitweg_day_add_months (commitment->start + writer->epoch,
                                commitment->months)
         - 1;
}

/* The things whose lines draw on a commitment, by commitment: sorted pairs
 * are not needed, as covers is a set. */
static void
set_covers (const Writer *writer, UitwegTable *table, guint32 number)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  UitwegTable *list = base_table_begin_list (table, UITWEG_CONTRACT_COVERS);

  for (guint i = 0; i < writer->lines->len; i++)
    {
      const FocusKey *key = &get_line (writer, i)->key;
      char *id;

      if (key->commitment != number || key->thing == UITWEG_NONE)
        continue;
      id = g_ptr_array_index (writer->thing_ids, key->thing);
      if (g_hash_table_add (seen, id))
        g_ptr_array_add (ids, id);
    }
  g_ptr_array_sort (ids, connectors_compare_texts);
  for (guint i = 0; i < ids->len; i++)
    base_table_add_text (list, g_ptr_array_index (ids, i));
  base_table_end_list (table, UITWEG_CONTRACT_COVERS);
}

static gboolean
add_commitment (Writer *writer, guint32 number)
{
  const FocusCommitment *commitment = &g_array_index (
      writer->ledger->commitments, FocusCommitment, number);
  const char *id = g_ptr_array_index (writer->commitment_ids, number);
  const char *kind = commitment_kind (text_of (writer, commitment->type));
  g_autofree char *provider = provider_id (writer, commitment->provider);
  g_autofree char *name = connectors_clean_public (
      text_of (writer, commitment->name));
  UitwegDay end = commitment_end (writer, commitment);
  UitwegTable *table = connectors_source_get_table (writer->source,
                                                    UITWEG_RECORD_CONTRACT);
  guint32 row = connectors_begin_record (writer->source, UITWEG_RECORD_CONTRACT,
                                         id);
  UitwegTable *tags;

  base_table_set_text (table, row, UITWEG_CONTRACT_PROVIDER, provider);
  set_covers (writer, table, number);
  if (commitment->start != G_MININT32
      && (end == UITWEG_DAY_UNKNOWN
          || commitment->start + writer->epoch <= end))
    base_table_set_day (table, row, UITWEG_CONTRACT_START,
                        commitment->start + writer->epoch);
  base_table_set_day (table, row, UITWEG_CONTRACT_END, end);
  if (end != UITWEG_DAY_UNKNOWN)
    base_table_set_day (table, row, UITWEG_CONTRACT_COMMITMENT_UNTIL, end + 1);
  tags = base_table_begin_list (table, UITWEG_CONTRACT_TAGS);
  base_table_add_tag (tags, "kind", kind);
  base_table_add_tag (tags, "name", name);
  if (commitment->months > 0)
    {
      g_autofree char *months = g_strdup_printf ("%d", commitment->months);

      base_table_add_tag (tags, "term_months", months);
    }
  base_table_end_list (table, UITWEG_CONTRACT_TAGS);
  connectors_end_record (writer->source, UITWEG_RECORD_CONTRACT, row,
                         "focus.CommitmentDiscountId", UITWEG_GRADE_MEASURED);
  return end != UITWEG_DAY_UNKNOWN;
}

static void
add_commitments (Writer *writer)
{
  guint n_without_end = 0;
  guint n = 0;

  for (guint32 i = 0; i < writer->ledger->commitments->len; i++)
    if (g_ptr_array_index (writer->commitment_ids, i) != NULL)
      {
        n++;
        n_without_end += add_commitment (writer, i) ? 0 : 1;
      }
  connectors_source_add_count (writer->source, "commitments", n);
  if (n_without_end > 0)
    connectors_source_add_note (writer->source, "commitments",
                                "the bill does not say when %u of %u end",
                                n_without_end, n);
}

/* Parties. */

static void
add_party (Writer *writer, const char *name, guint roles)
{
  g_autofree char *slug = make_slug (name);
  g_autofree char *id = connectors_make_id ("party/%s", slug);
  UitwegTable *table = connectors_source_get_table (writer->source,
                                                    UITWEG_RECORD_PARTY);
  guint32 row = connectors_begin_record (writer->source, UITWEG_RECORD_PARTY,
                                         id);
  UitwegTable *list;

  connectors_set_text (table, row, UITWEG_PARTY_NAME, name);
  list = base_table_begin_list (table, UITWEG_PARTY_ROLES);
  if ((roles & FOCUS_ROLE_ISSUER) != 0)
    base_table_add_text (list, "invoice issuer");
  if ((roles & FOCUS_ROLE_PUBLISHER) != 0)
    base_table_add_text (list, "publisher");
  base_table_end_list (table, UITWEG_PARTY_ROLES);
  connectors_end_record (writer->source, UITWEG_RECORD_PARTY, row,
                         "focus.PublisherName", UITWEG_GRADE_MEASURED);
}

/* Names that give one id are one party; the least name counts. */
static void
add_parties (Writer *writer)
{
  g_autoptr (GHashTable)
      names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) roles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) slugs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, writer->ledger->parties);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autofree char *clean = connectors_clean_public (
          text_of (writer, GPOINTER_TO_UINT (key)));
      g_autofree char *slug = clean != NULL ? make_slug (clean) : NULL;
      const char *known;
      gpointer kept;

      if (slug == NULL || slug[0] == '\0')
        continue;
      known = g_hash_table_lookup (names, slug);
      if (known == NULL)
        {
          kept = g_strdup (slug);
          g_hash_table_insert (names, kept, g_strdup (clean));
          g_ptr_array_add (slugs, kept);
        }
      else if (strcmp (clean, known) < 0)
        {
          g_hash_table_insert (names, g_strdup (slug), g_strdup (clean));
        }
      g_hash_table_lookup_extended (names, slug, &kept, NULL);
      g_hash_table_insert (
          roles, kept,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (roles, kept))
                            | GPOINTER_TO_UINT (value)));
    }
  g_ptr_array_sort (slugs, connectors_compare_texts);
  for (guint i = 0; i < slugs->len; i++)
    add_party (writer, g_hash_table_lookup (names, slugs->pdata[i]),
               GPOINTER_TO_UINT (g_hash_table_lookup (roles, slugs->pdata[i])));
  connectors_source_add_count (writer->source, "parties", slugs->len);
}

/* An id that nothing else has; lines come in order, so that it is the same
 * for the same bill. (transfer full) (in: transfer full) */
static char *
take_id (GHashTable *taken, char *id)
{
  guint n = 1;
  char *unique = g_strdup (id);

  while (!g_hash_table_add (taken, g_strdup (unique)))
    {
      g_free (unique);
      unique = connectors_make_id ("%s~%u", id, ++n);
    }
  g_free (id);
  return unique;
}

/* Ids of what lines that count name; all others are left out. */
static void
name_things (Writer *writer)
{
  g_autoptr (GHashTable)
      taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_ptr_array_set_size (writer->thing_ids, (gint) writer->ledger->things->len);
  g_ptr_array_set_size (writer->commitment_ids,
                        (gint) writer->ledger->commitments->len);
  for (guint i = 0; i < writer->lines->len; i++)
    {
      const FocusKey *key = &get_line (writer, i)->key;

      if (key->thing != UITWEG_NONE
          && g_ptr_array_index (writer->thing_ids, key->thing) == NULL)
        writer->thing_ids->pdata[key->thing] = take_id (
            taken,
            make_thing_id (writer, &g_array_index (writer->ledger->things,
                                                   FocusThing, key->thing)));
      if (key->commitment != UITWEG_NONE
          && g_ptr_array_index (writer->commitment_ids, key->commitment)
                 == NULL)
        {
          const FocusCommitment *commitment = &g_array_index (
              writer->ledger->commitments, FocusCommitment, key->commitment);
          const char *native = text_of (writer, commitment->native_id);

          writer->commitment_ids->pdata[key->commitment] = take_id (
              taken,
              connectors_make_id ("contract/%s",
                                  native[0] == '/' ? native + 1 : native));
        }
    }
}

void
focus_add_records (FocusLedger *ledger,
                   const GArray *lines,
                   const GArray *rates,
                   ConnectorsSource *source)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) commitments = g_ptr_array_new_with_free_func (g_free);
  Writer writer = { .ledger = ledger,
                    .lines = lines,
                    .rates = rates,
                    .source = source,
                    .epoch = uitweg_day_from_date (1970, 1, 1),
                    .thing_ids = things,
                    .commitment_ids = commitments };

  set_newest (&writer);
  name_things (&writer);
  add_parties (&writer);
  add_things (&writer);
  add_commitments (&writer);
  for (guint i = 0; i < lines->len; i++)
    add_line (&writer, get_line (&writer, i));
  if (writer.n_without_month > 0)
    connectors_source_add_note (source, "resources",
                                "%u are not in the newest whole month: what "
                                "they cost a month is not known",
                                writer.n_without_month);
  if (writer.n_without_rate > 0)
    connectors_source_add_note (source, "rates",
                                "%u lines of cost have no amount in euro: "
                                "give --rate, such as USD=0.92",
                                writer.n_without_rate);
}
