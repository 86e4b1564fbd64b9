/* SPDX-License-Identifier: EUPL-1.2
 *
 * Small estates for the tests of the assessment, with the shipped catalog.
 * Records are written with ' for ", which reads better in C.
 */
#ifndef ASSESS_WORLD_H
#define ASSESS_WORLD_H

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include <uitweg/assessment.h>
#include <uitweg/day.h>

static UitwegCatalog *catalog;

typedef struct
{
  UitwegEstate *estate;
  UitwegScenario scenario;
  UitwegAssessment *assessment;
} World;

#define PARTY(id, seat, rest)                                                  \
  "{'record':'party','id':'" id "','seat':'" seat "'" rest ",'provenance':"    \
  "[{'source':'source/s','grade':'documented'}]}\n"
#define OWNED(id, seat, by, votes)                                             \
  PARTY (id, seat,                                                             \
         ",'owners_known':'all','owners':[{'party':'" by                       \
         "','capital_percent':" votes ",'votes_percent':" votes "}]")
#define END(id, seat) PARTY (id, seat, ",'owners_known':'end'")
#define THING(id, kind, rest)                                                  \
  "{'record':'resource','id':'" id "','kind':'" kind "'" rest                  \
  ",'provenance':[{'source':'source/s','grade':'documented'}]}\n"
#define NEEDS(from, to, kind, hard, rest)                                      \
  "{'record':'dependency','id':'dep/" from "/" to "','from':'" from            \
  "','to':'" to "','kind':'" kind "','hard':" hard rest ",'provenance':["      \
  "{'source':'source/s','grade':'documented'}]}\n"
#define SERVICE(id, rest)                                                      \
  "{'record':'service','id':'" id "'" rest ",'provenance':["                   \
  "{'source':'source/s','grade':'documented'}]}\n"
#define SOURCE                                                                 \
  "{'record':'source','id':'source/s','connector':'tables','complete':true}\n"
#define ORGANISATION                                                           \
  "{'record':'organisation','id':'org/x','country':'NL',"                      \
  "'party':'party/x','required_control':[{'criticality':'vital','level':"      \
  "'national'}]}\n" END ("party/x", "NL")

static inline UitwegDay
day (const char *text)
{
  UitwegDay value = UITWEG_DAY_UNKNOWN;

  g_assert_true (uitweg_day_parse (text, &value));
  return value;
}

static inline void
assess (World *world, const char *on)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&world->assessment, uitweg_assessment_unref);
  world->assessment = uitweg_assessment_new (
      world->estate, catalog, &world->scenario, day (on), 1, &error);
  g_assert_no_error (error);
}

static inline UitwegEstate *
load (const char *records)
{
  g_autofree char *folder = g_dir_make_tmp ("uitweg-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "estate.jsonl", NULL);
  g_autoptr (GString)
      text = g_string_new ("{'format':'uitweg-estate/1'}\n" SOURCE);
  g_autoptr (GError) error = NULL;
  const char *paths[] = { path };
  UitwegEstate *estate = NULL;

  g_string_append (text, records);
  g_string_replace (text, "'", "\"", 0);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  estate = uitweg_estate_load (paths, 1, 1, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  return estate;
}

static inline void
world_init (World *world, const char *records)
{
  memset (world, 0, sizeof *world);
  world->estate = load (records);
  assess (world, "2026-11-22");
}

static inline void
world_clear (World *world)
{
  uitweg_assessment_unref (world->assessment);
  uitweg_estate_unref (world->estate);
}

static inline guint32
thing (const World *world, const char *id)
{
  guint32 row = uitweg_estate_find (world->estate, UITWEG_RECORD_RESOURCE, id);

  g_assert_cmpuint (row, !=, UITWEG_NONE);
  return row;
}

static inline guint
country (const World *world, const char *code)
{
  guint c = 0;

  while (strcmp (uitweg_assessment_get_country (world->assessment, c), code)
         != 0)
    g_assert_cmpuint (++c, <,
                      uitweg_assessment_get_n_countries (world->assessment));
  return c;
}

/* The shipped catalog, for all tests of a program. */
static inline void
world_load_catalog (void)
{
  const char *path = g_getenv ("UITWEG_CATALOG");
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    path = "catalog";
  catalog = uitweg_catalog_load (&path, 1, &error);
  g_assert_no_error (error);
}

#endif
