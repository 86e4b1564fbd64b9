/* SPDX-License-Identifier: EUPL-1.2
 *
 * Measured values of CloudWatch. An answer does not name what was measured;
 * the name of its file or the label of a series must.
 */
#include "config.h"

#include "connectors/aws-dump/dump.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS_PER_DAY 86400.0
#define HIGH_QUANTILE 0.95
#define LONGEST_WINDOW 100000.0 /* days */
#define LARGEST_SIZE ((gint64) 1 << 62)

/* Metrics that mean something for a plan; "bytes" and "objects" are the size
 * of a bucket, the others are percentages. */
static const struct
{
  const char *name;
  const char *what;
} known_metrics[] = {
  { "CPUUtilization", "cpu" },      { "MemoryUtilization", "memory" },
  { "mem_used_percent", "memory" }, { "disk_used_percent", "disk" },
  { "BucketSizeBytes", "bytes" },   { "NumberOfObjects", "objects" },
};

static const char *
what_of (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_metrics); i++)
    if (strstr (text, known_metrics[i].name) != NULL)
      return known_metrics[i].what;
  return NULL;
}

/* A series: values, the largest, and when the first and the last were. */
typedef struct
{
  GArray *values; /* of double */
  double peak;
  double latest;
  double first_at;
  double last_at;
} Series;

static void
add_point (Series *series, double value, double peak, double at)
{
  if (isnan (value) || value < 0)
    return;
  g_array_append_val (series->values, value);
  if (!isnan (peak) && (isnan (series->peak) || peak > series->peak))
    series->peak = peak;
  if (isnan (at))
    return;
  if (isnan (series->first_at) || at < series->first_at)
    series->first_at = at;
  if (isnan (series->last_at) || at >= series->last_at)
    {
      series->last_at = at;
      series->latest = value;
    }
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  return first < second ? -1 : first > second ? 1 : 0;
}

static void
add_measure (AwsDump *dump,
             const AwsThing *thing,
             const Series *series,
             const char *what,
             const char *statistic,
             double value)
{
  AwsMeasure measure = { .thing = thing,
                         .what = what,
                         .statistic = statistic,
                         .value = value,
                         .days = NAN,
                         .samples = series->values->len };

  if (isnan (value) || value > 1e12)
    return;
  if (!isnan (series->first_at) && series->last_at > series->first_at)
    measure.days = (series->last_at - series->first_at) / SECONDS_PER_DAY;
  if (measure.days > LONGEST_WINDOW)
    measure.days = NAN;
  g_array_append_val (dump->measures, measure);
}

static void
add_series (AwsDump *dump,
            const AwsThing *thing,
            const char *what,
            Series *series)
{
  const double *values;
  double sum = 0;
  guint n = series->values->len;

  if (n == 0)
    return;
  if (strcmp (what, "bytes") == 0 || strcmp (what, "objects") == 0)
    {
      add_measure (dump, thing, series, what, "latest",
                   isnan (series->last_at)
                       ? g_array_index (series->values, double, n - 1)
                       : series->latest);
      return;
    }
  g_array_sort (series->values, compare_numbers);
  values = (const double *) (gconstpointer) series->values->data;
  for (guint i = 0; i < n; i++)
    sum += values[i];
  add_measure (dump, thing, series, what, "average", sum / n / 100);
  add_measure (dump, thing, series, what, "p95",
               base_quantile_sorted (values, n, HIGH_QUANTILE) / 100);
  add_measure (dump, thing, series, what, "peak", series->peak / 100);
}

/* get-metric-statistics: one point an element. All points of the file are one
 * series, which the first point reads. */
static void
read_points (const AwsElement *element, Series *series)
{
  const BaseDoc *doc = element->file->doc;
  const BaseNode *list = aws_path_find (doc, base_doc_node (doc, 0),
                                        "Datapoints");

  if (list == NULL || base_doc_first (doc, list) != element->node)
    return;
  for (const BaseNode *at = base_doc_first (doc, list); at != NULL;
       at = base_doc_next (doc, at))
    {
      double average = aws_path_number (doc, at, "Average");
      double peak = aws_path_number (doc, at, "Maximum");

      add_point (series, isnan (average) ? peak : average, peak,
                 aws_node_seconds (aws_path_find (doc, at, "Timestamp")));
    }
}

/* get-metric-data: two lists of one length. */
static void
read_lists (const AwsElement *element, Series *series)
{
  const BaseDoc *doc = element->file->doc;
  const BaseNode *values = base_doc_find (doc, element->node, "Values");
  const BaseNode *times = base_doc_find (doc, element->node, "Timestamps");
  const BaseNode *time = times->kind == BASE_NODE_LIST
                             ? base_doc_first (doc, times)
                             : NULL;

  if (values->kind != BASE_NODE_LIST)
    return;
  for (const BaseNode *at = base_doc_first (doc, values); at != NULL;
       at = base_doc_next (doc, at))
    {
      const char *text = aws_node_text (at);
      double value;

      if (text != NULL && base_parse_number (text, &value, NULL))
        add_point (series, value, NAN,
                   time != NULL ? aws_node_seconds (time) : NAN);
      time = time != NULL ? base_doc_next (doc, time) : NULL;
    }
}

void
aws_read_metric (AwsDump *dump, const AwsElement *element)
{
  gboolean is_points = strcmp (element->kind->key, "Datapoints") == 0;
  const BaseDoc *doc = element->file->doc;
  const BaseNode *from = is_points ? base_doc_node (doc, 0) : element->node;
  const char *label = aws_path_text (doc, from, "Label");
  const AwsThing *thing = NULL;
  const char *what = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  Series series = { values, NAN, NAN, NAN, NAN };

  if (label != NULL)
    {
      what = what_of (label);
      thing = aws_resolve_words (dump, label);
    }
  if (what == NULL)
    what = what_of (element->file->stem);
  if (thing == NULL)
    thing = aws_resolve_words (dump, element->file->stem);
  if (is_points)
    read_points (element, &series);
  else
    read_lists (element, &series);
  if (values->len == 0)
    return;
  if (thing == NULL || what == NULL)
    {
      aws_count (dump,
                 thing == NULL ? "measured values that do not say of what"
                               : "metrics that no plan needs",
                 1);
      return;
    }
  add_series (dump, thing, what, &series);
}

static gint
compare_measures (gconstpointer a, gconstpointer b)
{
  const AwsMeasure *first = a;
  const AwsMeasure *second = b;
  gint order = strcmp (first->thing->id, second->thing->id);

  if (order == 0)
    order = strcmp (first->what, second->what);
  if (order == 0)
    order = strcmp (first->statistic, second->statistic);
  if (order == 0)
    order = first->value < second->value ? -1 : first->value > second->value;
  if (order == 0)
    order = first->samples < second->samples ? -1
                                             : first->samples > second->samples;
  return order;
}

void
aws_sort_measures (AwsDump *dump)
{
  g_array_sort (dump->measures, compare_measures);
}

static guint
find_first (const AwsDump *dump, const AwsThing *thing)
{
  guint low = 0;
  guint high = dump->measures->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (g_array_index (dump->measures, AwsMeasure, middle).thing->id,
                  thing->id)
          < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
write_measure (UitwegTable *list, const AwsMeasure *measure)
{
  guint32 row = base_table_append (list);

  base_table_set_text (list, row, UITWEG_UTILISATION_WHAT, measure->what);
  base_table_set_text (list, row, UITWEG_UTILISATION_STATISTIC,
                       measure->statistic);
  base_table_set_number (list, row, UITWEG_UTILISATION_VALUE, measure->value);
  base_table_set_number (list, row, UITWEG_UTILISATION_WINDOW_DAYS,
                         measure->days);
  base_table_set_int64 (list, row, UITWEG_UTILISATION_SAMPLES,
                        measure->samples);
}

/* Sizes of a bucket by class of storage add up. */
static void
add_size (AwsDump *dump, guint32 row, const AwsMeasure *measure)
{
  UitwegTable *table = connectors_source_get_resources (dump->source);
  guint field = strcmp (measure->what, "bytes") == 0 ? UITWEG_RESOURCE_DATA
                                                     : UITWEG_RESOURCE_OBJECTS;
  gint64 before = uitweg_table_int64 (table, row, field);

  if (measure->value > 1e15 || before > LARGEST_SIZE)
    return;
  base_table_set_int64 (table, row, field,
                        (before == UITWEG_UNKNOWN ? 0 : before)
                            + (gint64) measure->value);
  connectors_set_provenance (dump->source, field, "aws-dump.metric",
                             UITWEG_GRADE_MEASURED);
}

void
aws_add_measures (AwsDump *dump, const AwsThing *thing, guint32 row)
{
  UitwegTable *table = connectors_source_get_resources (dump->source);
  UitwegTable *list = NULL;
  const AwsMeasure *before = NULL;

  for (guint i = find_first (dump, thing); i < dump->measures->len; i++)
    {
      const AwsMeasure *measure = &g_array_index (dump->measures, AwsMeasure,
                                                  i);

      if (measure->thing != thing)
        break;
      if (strcmp (measure->statistic, "latest") == 0)
        add_size (dump, row, measure);
      else if (before == NULL || strcmp (before->what, measure->what) != 0
               || strcmp (before->statistic, measure->statistic) != 0)
        {
          if (list == NULL)
            list = base_table_begin_list (table, UITWEG_RESOURCE_UTILISATION);
          write_measure (list, measure);
        }
      else
        aws_count (dump, "measured values of what was measured before", 1);
      before = measure;
    }
  if (list == NULL)
    return;
  base_table_end_list (table, UITWEG_RESOURCE_UTILISATION);
  connectors_set_provenance (dump->source, UITWEG_RESOURCE_UTILISATION,
                             "aws-dump.metric", UITWEG_GRADE_MEASURED);
}
