/* SPDX-License-Identifier: EUPL-1.2
 *
 * The scenario from inside: its keys as data, so that the reader, the error
 * messages and the manual know the same.
 */
#ifndef MODEL_SCENARIO_PRIVATE_H
#define MODEL_SCENARIO_PRIVATE_H

#include <uitweg/scenario.h>

#include "base/doc.h"
#include "base/problems.h"
#include "base/strpool.h"

G_BEGIN_DECLS

/*
 * What stands behind a key, and in which C type it is kept:
 * TEXT const char *; TEXTS const char *const *, ended by NULL; WORD a number
 * of `words` in a gint; BOOL gboolean; DAY UitwegDay; AMOUNT UitwegMoney;
 * PERCENT gint64, millionths; DAYS and MONTHS gint32; WHOLE gint64; RATE
 * gint64, bit/s; MAP nothing: its keys are kept in the same struct; LIST an
 * array and a guint; CUSTOM what `custom` makes of it.
 */
typedef enum
{
  MODEL_KEY_TEXT,
  MODEL_KEY_TEXTS,
  MODEL_KEY_WORD,
  MODEL_KEY_BOOL,
  MODEL_KEY_DAY,
  MODEL_KEY_AMOUNT,
  MODEL_KEY_PERCENT,
  MODEL_KEY_DAYS,
  MODEL_KEY_MONTHS,
  MODEL_KEY_WHOLE,
  MODEL_KEY_RATE,
  MODEL_KEY_MAP,
  MODEL_KEY_LIST,
  MODEL_KEY_CUSTOM,
} ModelKeyType;

/* A scenario and what stands only in memory. */
typedef struct
{
  UitwegScenario scenario; /* first: freed through a pointer to it */
  BaseStrpool *pool;
  GPtrArray *owned; /* arrays that the scenario points at */
  guint32 organisation_line;
  guint32 targets_line;
  guint32 rules_line;
  guint32 capacity_line;
  guint32 calendar_line;
  guint32 money_line;
} ModelScenario;

typedef struct
{
  ModelScenario *model;
  const BaseDoc *doc;
  const char *name; /* of the file, for messages */
  BaseProblems *problems;
} ModelScenarioReader;

typedef struct _ModelKey ModelKey;
struct _ModelKey
{
  const char *name; /* NULL ends a list of keys */
  ModelKeyType type;
  gboolean required;
  gsize offset;             /* in the struct of the map or element */
  gsize count_offset;       /* LIST: of the number of elements */
  gsize element_size;       /* LIST */
  gsize line_offset;        /* MAP, TEXT in ModelScenario: of the line, or 0 */
  const char *const *words; /* WORD */
  const ModelKey *keys;     /* MAP, LIST */
  void (*init) (gpointer element);
  void (*finish) (const ModelScenarioReader *reader,
                  const BaseNode *node,
                  gpointer element);
  void (*custom) (const ModelScenarioReader *reader,
                  const BaseNode *node,
                  gpointer target);
};

/* scenario-keys.c: all keys of the file */
const ModelKey *model_scenario_keys (void);

/* scenario-read.c */
void model_scenario_read_map (const ModelScenarioReader *reader,
                              const BaseNode *map,
                              const ModelKey *keys,
                              gpointer target);
void model_scenario_note (const ModelScenarioReader *reader,
                          const BaseNode *node,
                          const char *format,
                          ...) G_GNUC_PRINTF (3, 4);
const char *model_scenario_intern (const ModelScenarioReader *reader,
                                   const char *text);
/* Text or number as text; NULL and a problem for anything else. */
const char *model_scenario_text (const ModelScenarioReader *reader,
                                 const BaseNode *node);
const char *const *model_scenario_texts (const ModelScenarioReader *reader,
                                         const BaseNode *node);
/* `array` becomes the scenario's; returns its data. */
gconstpointer model_scenario_own (const ModelScenarioReader *reader,
                                  GArray *array);
void model_scenario_read_amount (const ModelScenarioReader *reader,
                                 const BaseNode *node,
                                 UitwegMoney *money_out);

/* scenario-parts.c: custom readers; `target` is the scenario, of hours the
 * line */
void model_scenario_read_estate_paths (const ModelScenarioReader *reader,
                                       const BaseNode *node,
                                       gpointer target);
void model_scenario_read_catalog_paths (const ModelScenarioReader *reader,
                                        const BaseNode *node,
                                        gpointer target);
void model_scenario_read_residency (const ModelScenarioReader *reader,
                                    const BaseNode *node,
                                    gpointer target);
void model_scenario_read_skills (const ModelScenarioReader *reader,
                                 const BaseNode *node,
                                 gpointer target);
void model_scenario_read_hours (const ModelScenarioReader *reader,
                                const BaseNode *node,
                                gpointer target);
void model_scenario_read_day_rates (const ModelScenarioReader *reader,
                                    const BaseNode *node,
                                    gpointer target);

/* scenario-values.c: FALSE if the text is none; outputs are then as they
 * were */
gboolean model_parse_percent (const char *text, gint64 *ppm_out);
gboolean model_parse_days (const char *text, gint32 *days_out);
gboolean model_parse_months (const char *text, gint32 *months_out);
gboolean model_parse_rate (const char *text, gint64 *bit_per_s_out);
gboolean
model_parse_hours (const char *text, gint32 *from_out, gint32 *until_out);
gboolean model_parse_whole (const char *text, gint64 *number_out);

G_END_DECLS

#endif
