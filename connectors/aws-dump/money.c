/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reservations and savings plans as contracts, and what Cost Explorer billed
 * as costs. Amounts stay decimals until they are whole millionths.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"
#include "connectors/common/secrets.h"

#include "base/decimal.h"

#include <uitweg/day.h>

#include <math.h>
#include <string.h>

#define MICRO_DIGITS 6
#define SECONDS_PER_DAY 86400.0
#define HOURS_PER_YEAR 8760
#define LARGEST_AMOUNT ((gint64) 1000000000000000000)
/* Costs of one period with more groups are told in the answers of more
 * calls. */
#define MOST_GROUPS 100000

/* An amount in millionths, UITWEG_UNKNOWN if it is none. */
static gint64
micro_of (const char *text)
{
  BaseDecimal decimal;
  gint64 micro;

  if (text == NULL || !base_decimal_scan (text, strlen (text), &decimal)
      || !base_decimal_to_int64 (&decimal, MICRO_DIGITS, &micro)
      || micro > LARGEST_AMOUNT || micro < -LARGEST_AMOUNT)
    return UITWEG_UNKNOWN;
  return micro;
}

static gboolean
is_euro (const char *currency)
{
  return currency != NULL && strcmp (currency, "EUR") == 0;
}

/* Cost Explorer writes N/A where an amount has no unit. */
static gboolean
is_currency (const char *unit)
{
  return unit != NULL && strlen (unit) == 3 && g_ascii_isupper (unit[0])
         && g_ascii_isupper (unit[1]) && g_ascii_isupper (unit[2]);
}

/* The first of several paths that holds a day. */
static UitwegDay
first_day (const AwsElement *element, const char *const *paths)
{
  UitwegDay day = UITWEG_DAY_UNKNOWN;

  for (gsize i = 0; paths[i] != NULL && day == UITWEG_DAY_UNKNOWN; i++)
    day = aws_path_day (element->file->doc, element->node, paths[i]);
  return day >= uitweg_day_from_date (1900, 1, 1)
                 && day <= uitweg_day_from_date (2999, 12, 31)
             ? day
             : UITWEG_DAY_UNKNOWN;
}

/* The end: as stated, or by the duration in seconds. */
static UitwegDay
end_of (const AwsElement *element, UitwegDay start)
{
  static const char *const ends[] = { "End", "end", "EndTime", NULL };
  UitwegDay end = first_day (element, ends);
  double seconds = aws_path_number (element->file->doc, element->node,
                                    "Duration");

  if (end != UITWEG_DAY_UNKNOWN || start == UITWEG_DAY_UNKNOWN
      || isnan (seconds) || seconds < SECONDS_PER_DAY || seconds > 1e9)
    return end;
  return start + (UitwegDay) floor (seconds / SECONDS_PER_DAY);
}

static void
add_tags (AwsDump *dump, const AwsElement *element)
{
  static const char *const tags[][2] = {
    { "class", "OfferingClass" },
    { "count", "InstanceCount" },
    { "count", "DBInstanceCount" },
    { "count", "CacheNodeCount" },
    { "count", "NodeCount" },
    { "currency", "CurrencyCode" },
    { "currency", "currency" },
    { "fixed_price", "FixedPrice" },
    { "hourly_commitment", "commitment" },
    { "machine_type", "InstanceType" },
    { "machine_type", "DBInstanceClass" },
    { "machine_type", "CacheNodeType" },
    { "machine_type", "NodeType" },
    { "offering", "OfferingType" },
    { "payment", "paymentOption" },
    { "plan_type", "savingsPlanType" },
    { "product", "ProductDescription" },
    { "state", "State" },
    { "state", "state" },
  };
  UitwegTable *table = connectors_source_get_table (dump->source,
                                                    UITWEG_RECORD_CONTRACT);
  UitwegTable *list = base_table_begin_list (table, UITWEG_CONTRACT_TAGS);
  const char *last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      const char *text = aws_path_text (element->file->doc, element->node,
                                        tags[i][1]);
      g_autofree char *clean = connectors_clean_public (text);

      if (clean == NULL || (last != NULL && strcmp (last, tags[i][0]) == 0))
        continue;
      base_table_add_tag (list, tags[i][0], clean);
      last = tags[i][0];
    }
  base_table_end_list (table, UITWEG_CONTRACT_TAGS);
}

/* What a savings plan promises by the hour, in a year. */
static gint64
yearly_of (const AwsElement *element)
{
  const BaseDoc *doc = element->file->doc;
  gint64 hourly = micro_of (aws_path_text (doc, element->node, "commitment"));

  if (hourly < 0 || hourly > LARGEST_AMOUNT / HOURS_PER_YEAR
      || !is_euro (aws_path_text (doc, element->node, "currency")))
    return UITWEG_UNKNOWN;
  return hourly * HOURS_PER_YEAR;
}

void
aws_add_contract (AwsDump *dump, const AwsElement *element)
{
  static const char *const starts[] = { "Start", "start", "StartTime", NULL };
  const char *text = aws_path_text (element->file->doc, element->node,
                                    element->kind->id);
  UitwegTable *table = connectors_source_get_table (dump->source,
                                                    UITWEG_RECORD_CONTRACT);
  g_autofree char *id = NULL;
  g_autofree char *rule = NULL;
  UitwegDay start = first_day (element, starts);
  UitwegDay end = end_of (element, start);
  guint32 row;

  if (text == NULL)
    {
      aws_count (dump, "without an id", 1);
      return;
    }
  id = connectors_make_id ("contract/aws/%s", text);
  if (g_hash_table_contains (dump->seen_money, id))
    {
      aws_count (dump, "told of more than once", 1);
      return;
    }
  g_hash_table_add (dump->seen_money, g_strdup (id));
  row = connectors_begin_record (dump->source, UITWEG_RECORD_CONTRACT, id);
  if (end != UITWEG_DAY_UNKNOWN && start != UITWEG_DAY_UNKNOWN && end < start)
    {
      aws_count (dump, "ends of contracts before their start", 1);
      end = UITWEG_DAY_UNKNOWN;
    }
  base_table_set_text (table, row, UITWEG_CONTRACT_PROVIDER, "aws");
  base_table_set_day (table, row, UITWEG_CONTRACT_START, start);
  base_table_set_day (table, row, UITWEG_CONTRACT_END, end);
  base_table_set_day (table, row, UITWEG_CONTRACT_COMMITMENT_UNTIL, end);
  base_table_set_int64 (table, row, UITWEG_CONTRACT_COMMITMENT_EUR_PER_YEAR,
                        yearly_of (element));
  base_table_set_text (table, row, UITWEG_CONTRACT_RENEWAL_KIND, "none");
  add_tags (dump, element);
  rule = g_strdup_printf ("aws-dump.%s", element->kind->key);
  connectors_end_record (dump->source, UITWEG_RECORD_CONTRACT, row, rule,
                         UITWEG_GRADE_DOCUMENTED);
}

/* Costs. */

typedef struct
{
  AwsDump *dump;
  const AwsElement *element;
  const BaseNode *group; /* or NULL: the total of the period */
  UitwegDay start;
  UitwegDay end;
} Cost;

/* The metric of the answer that is nearest to the bill, and its node. */
static const BaseNode *
amount_of (const BaseDoc *doc, const BaseNode *metrics, const char **name_out)
{
  static const char *const names[] = { "UnblendedCost", "NetUnblendedCost",
                                       "BlendedCost", "AmortizedCost",
                                       "NetAmortizedCost" };

  for (gsize i = 0; metrics != NULL && metrics->kind == BASE_NODE_MAP
                    && i < G_N_ELEMENTS (names);
       i++)
    {
      const BaseNode *node = base_doc_find (doc, metrics, names[i]);

      if (node != NULL && node->kind == BASE_NODE_MAP)
        {
          *name_out = names[i];
          return node;
        }
    }
  return NULL;
}

static void
set_dimension (const Cost *cost,
               UitwegTable *table,
               guint32 row,
               const char *dimension,
               const char *value)
{
  static const struct
  {
    const char *dimension;
    guint field;
  } fields[] = {
    { "SERVICE", UITWEG_COST_SERVICE_NAME },
    { "LINKED_ACCOUNT", UITWEG_COST_ACCOUNT },
    { "REGION", UITWEG_COST_REGION },
    { "RESOURCE_ID", UITWEG_COST_NATIVE_ID },
  };
  g_autofree char *clean = connectors_clean_public (value);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (dimension, fields[i].dimension) == 0 && clean != NULL)
      base_table_set_text (table, row, fields[i].field, clean);
  if (strcmp (dimension, "REGION") == 0 && aws_is_region (value))
    g_hash_table_add (cost->dump->named_regions, g_strdup (value));
  if (strcmp (dimension, "RECORD_TYPE") == 0 && clean != NULL)
    {
      g_autofree char *folded = g_ascii_strdown (clean, -1);

      base_table_set_text (table, row, UITWEG_COST_CHARGE_KIND, folded);
    }
}

/* By what the groups are made: DIMENSION SERVICE, TAG team, … */
static void
set_dimensions (const Cost *cost, UitwegTable *table, guint32 row)
{
  const BaseDoc *doc = cost->element->file->doc;
  const BaseNode *definition = aws_path_find (doc, base_doc_node (doc, 0),
                                              "GroupDefinitions[]");
  const BaseNode *key = cost->group != NULL
                            ? aws_path_find (doc, cost->group, "Keys[]")
                            : NULL;

  while (key != NULL && definition != NULL)
    {
      const char *type = aws_path_text (doc, definition, "Type");
      const char *dimension = aws_path_text (doc, definition, "Key");
      const char *value = aws_node_text (key);

      if (value != NULL && dimension != NULL
          && g_strcmp0 (type, "DIMENSION") == 0)
        set_dimension (cost, table, row, dimension, value);
      key = base_doc_next (doc, key);
      definition = base_doc_next (doc, definition);
    }
}

/* Keys of a group may be names that people gave: a digest stands for them. */
static char *
id_of_cost (const Cost *cost)
{
  const BaseDoc *doc = cost->element->file->doc;
  g_autofree char *start = uitweg_day_format (cost->start);
  g_autofree char *end = uitweg_day_format (cost->end);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) definitions = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *digest = NULL;

  aws_path_find_all (doc, base_doc_node (doc, 0), "GroupDefinitions[].Key",
                     definitions);
  if (cost->group != NULL)
    aws_path_find_all (doc, cost->group, "Keys[]", keys);
  for (guint i = 0; i < definitions->len; i++)
    g_string_append_printf (text, "%s\n",
                            aws_node_text (g_ptr_array_index (definitions, i)));
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s\n",
                            aws_node_text (g_ptr_array_index (keys, i)));
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
  return connectors_make_id (
      "cost/aws/%s%s%s/%s/%.16s",
      cost->element->place.account != NULL ? cost->element->place.account : "",
      cost->element->place.account != NULL ? "/" : "", start, end, digest);
}

static void
add_cost (const Cost *cost, const BaseNode *metrics)
{
  AwsDump *dump = cost->dump;
  const BaseDoc *doc = cost->element->file->doc;
  const char *metric = NULL;
  const BaseNode *amount = amount_of (doc, metrics, &metric);
  gint64 micro = amount != NULL
                     ? micro_of (aws_path_text (doc, amount, "Amount"))
                     : UITWEG_UNKNOWN;
  UitwegTable *table = connectors_source_get_table (dump->source,
                                                    UITWEG_RECORD_COST);
  const char *unit;
  g_autofree char *id = NULL;
  g_autofree char *currency = NULL;
  UitwegTable *tags;
  guint32 row;

  if (micro == UITWEG_UNKNOWN)
    {
      aws_count (dump, "costs without an amount", 1);
      return;
    }
  id = id_of_cost (cost);
  if (g_hash_table_contains (dump->seen_money, id))
    {
      aws_count (dump, "told of more than once", 1);
      return;
    }
  g_hash_table_add (dump->seen_money, g_strdup (id));
  unit = aws_path_text (doc, amount, "Unit");
  currency = is_currency (unit) ? g_strdup (unit) : NULL;
  row = connectors_begin_record (dump->source, UITWEG_RECORD_COST, id);
  base_table_set_text (table, row, UITWEG_COST_PROVIDER, "aws");
  base_table_set_text (table, row, UITWEG_COST_ACCOUNT,
                       cost->element->place.account);
  base_table_set_day (table, row, UITWEG_COST_PERIOD_START, cost->start);
  base_table_set_day (table, row, UITWEG_COST_PERIOD_END, cost->end);
  base_table_set_int64 (table, row, UITWEG_COST_BILLED, micro);
  base_table_set_text (table, row, UITWEG_COST_CURRENCY, currency);
  if (is_euro (unit))
    base_table_set_int64 (table, row, UITWEG_COST_EUR, micro);
  set_dimensions (cost, table, row);
  tags = base_table_begin_list (table, UITWEG_COST_TAGS);
  base_table_add_tag (tags, "metric", metric);
  base_table_end_list (table, UITWEG_COST_TAGS);
  connectors_end_record (dump->source, UITWEG_RECORD_COST, row,
                         "aws-dump.ResultsByTime", UITWEG_GRADE_DOCUMENTED);
}

void
aws_add_costs (AwsDump *dump, const AwsElement *element)
{
  const BaseDoc *doc = element->file->doc;
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  Cost cost = { .dump = dump,
                .element = element,
                .start = aws_path_day (doc, element->node, "TimePeriod.Start"),
                .end = aws_path_day (doc, element->node, "TimePeriod.End") };

  if (cost.start == UITWEG_DAY_UNKNOWN || cost.end == UITWEG_DAY_UNKNOWN
      || cost.end <= cost.start)
    {
      aws_count (dump, "costs without a period", 1);
      return;
    }
  aws_path_find_all (doc, element->node, "Groups[]", groups);
  for (guint i = 0; i < groups->len && i < MOST_GROUPS; i++)
    {
      cost.group = g_ptr_array_index (groups, i);
      add_cost (&cost, aws_path_find (doc, cost.group, "Metrics"));
    }
  if (groups->len > MOST_GROUPS)
    aws_count (dump, "groups of costs", groups->len - MOST_GROUPS);
  /* Without groups the total is all there is. */
  if (groups->len == 0)
    add_cost (&cost, aws_path_find (doc, element->node, "Total"));
}
