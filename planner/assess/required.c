/* SPDX-License-Identifier: EUPL-1.2
 *
 * What services ask of what carries them: required control, class of data and
 * criticality go from a service to its members and on to all that these need.
 */
#include "config.h"

#include "assess/assessment-private.h"

/* One set of bits a resource: criticality, data class, level. */
#define DATA_CLASS_BIT 8
#define LEVEL_BIT 16

static UitwegControlLevel
get_organisation_level (const UitwegAssessment *assessment,
                        gint criticality,
                        gint data_class)
{
  const UitwegTable *table = assess_table (assessment,
                                           UITWEG_RECORD_ORGANISATION);
  const UitwegTable *asked = uitweg_table_child (
      table, UITWEG_ORGANISATION_REQUIRED_CONTROL);
  guint32 organisation = assess_find_organisation (assessment);
  UitwegControlLevel level = UITWEG_CONTROL_ANY;
  guint32 row;
  guint32 n;

  if (organisation == UITWEG_NONE)
    return level;
  uitweg_table_list (table, organisation, UITWEG_ORGANISATION_REQUIRED_CONTROL,
                     &row, &n);
  for (guint32 behind = row + n; row < behind; row++)
    {
      gint of_criticality = uitweg_table_enum (
          asked, row, UITWEG_REQUIRED_CONTROL_CRITICALITY);
      gint of_class = uitweg_table_enum (asked, row,
                                         UITWEG_REQUIRED_CONTROL_DATA_CLASS);

      if ((of_criticality < 0 || of_criticality == criticality)
          && (of_class < 0 || of_class == data_class))
        level = MAX (level, (UitwegControlLevel) uitweg_table_enum (
                                asked, row, UITWEG_REQUIRED_CONTROL_LEVEL));
    }
  return level;
}

UitwegControlLevel
assess_service_level (const UitwegAssessment *assessment, guint32 service)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_SERVICE);
  gint criticality = uitweg_table_enum (table, service,
                                        UITWEG_SERVICE_CRITICALITY);
  gint data_class = uitweg_table_enum (table, service,
                                       UITWEG_SERVICE_DATA_CLASS);
  gint asked = uitweg_table_enum (table, service,
                                  UITWEG_SERVICE_REQUIRED_CONTROL);
  UitwegControlLevel level = assess_policy_level (
      assessment->catalog, criticality, data_class,
      uitweg_table_bool (table, service, UITWEG_SERVICE_NATIONAL_SECURITY));

  level = MAX (level,
               get_organisation_level (assessment, criticality, data_class));
  return asked < 0 ? level : MAX (level, (UitwegControlLevel) asked);
}

static guint64
get_service_bits (const UitwegAssessment *assessment, guint32 service)
{
  const UitwegTable *table = assess_table (assessment, UITWEG_RECORD_SERVICE);
  gint criticality = uitweg_table_enum (table, service,
                                        UITWEG_SERVICE_CRITICALITY);
  gint data_class = uitweg_table_enum (table, service,
                                       UITWEG_SERVICE_DATA_CLASS);
  guint64 bits = ASSESS_BIT (
      LEVEL_BIT + (guint) assess_service_level (assessment, service));

  if (criticality >= 0)
    bits |= ASSESS_BIT (criticality);
  if (data_class >= 0)
    bits |= ASSESS_BIT (DATA_CLASS_BIT + data_class);
  return bits;
}

/* The highest bit of the eight from @first; -1 if none is set. */
static gint8
get_highest (guint64 bits, guint first)
{
  guint64 part = bits >> first & 0xff;

  return part == 0 ? -1 : (gint8) (63 - __builtin_clzll (part));
}

void
assess_find_required (UitwegAssessment *assessment)
{
  guint32 n = assessment->n;
  g_autofree guint64 *bits = g_new0 (guint64, n);
  g_autofree guint8 *keep = NULL;
  guint32 n_dependencies = uitweg_table_get_n_rows (
      assess_table (assessment, UITWEG_RECORD_DEPENDENCY));
  g_autoptr (UitwegGraph) turned = NULL;

  for (guint32 service = 0; service < assessment->n_services; service++)
    {
      guint32 n_members;
      const guint32 *members = uitweg_estate_get_members (assessment->estate,
                                                          service, &n_members);
      guint64 service_bits = get_service_bits (assessment, service);

      for (guint32 m = 0; m < n_members; m++)
        bits[members[m]] |= service_bits;
    }
  /* From what needs to what is needed: reach in the graph turned round. */
  keep = g_new0 (guint8, n_dependencies);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 n_needs;
      const guint32 *edges = NULL;

      uitweg_graph_get_needs (assessment->hard, i, &n_needs, &edges);
      for (guint32 e = 0; e < n_needs; e++)
        keep[edges[e]] = 1;
    }
  turned = uitweg_graph_new (
      n, uitweg_estate_get_dependency_to (assessment->estate),
      uitweg_estate_get_dependency_from (assessment->estate), keep,
      n_dependencies, NULL);
  uitweg_graph_reach_sets (turned, bits, bits);
  assessment->required = g_new (guint8, n);
  assessment->data_class = g_new (gint8, n);
  assessment->criticality = g_new (gint8, n);
  for (guint32 i = 0; i < n; i++)
    {
      guint64 criticality = bits[i] & 0xff;

      assessment->required[i] = (guint8) MAX (get_highest (bits[i], LEVEL_BIT),
                                              (gint8) UITWEG_CONTROL_ANY);
      assessment->data_class[i] = get_highest (bits[i], DATA_CLASS_BIT);
      /* Vital comes first: the lowest bit. */
      assessment->criticality[i] = criticality == 0
                                       ? -1
                                       : (gint8) __builtin_ctzll (criticality);
    }
}
