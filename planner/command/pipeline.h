/* SPDX-License-Identifier: EUPL-1.2
 *
 * The path of data, for the verbs that go along it: each step is one public
 * function from finished objects to a new one.
 */
#ifndef COMMAND_PIPELINE_H
#define COMMAND_PIPELINE_H

#include <uitweg/identity.h>
#include <uitweg/verdict.h>

#include "command/command.h"

/* What has been made so far. Empty with { 0 }. */
typedef struct
{
  const CommandOptions *options; /* borrowed */
  CommandProgress progress;
  const UitwegScenario *read; /* the scenario as it was read */
  UitwegScenario scenario;    /* the same with the options of the call */
  UitwegCatalog *catalog;
  UitwegEstate *estate;
  UitwegVerdict *verdict;
} CommandPipeline;

void command_pipeline_clear (CommandPipeline *pipeline);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CommandPipeline, command_pipeline_clear)

/* (transfer none): the folder of the shipped catalog */
const char *command_get_data_dir (void);

/* (transfer full): the present as "YYYY-MM-DDTHH:MM:SSZ", or SOURCE_DATE_EPOCH
 * for builds that must give the same bytes again; NULL if that is no number
 * of seconds. */
char *command_get_present (void);

/* (transfer full): the shipped catalog, those of the site and of the user,
 * `more` (nullable) and those of the call, weakest first. */
UitwegCatalog *command_load_catalog (const CommandOptions *options,
                                     const char *const *more,
                                     GError **error);

/* Reads the scenario `path`, the estate files of the words behind it (or its
 * own) and the catalog, and checks them against each other. */
gboolean command_pipeline_load (CommandPipeline *pipeline,
                                const CommandOptions *options,
                                GError **error);

/* (transfer full): the assessment for one trigger of the scenario. */
UitwegAssessment *command_pipeline_assess (const CommandPipeline *pipeline,
                                           guint trigger,
                                           GError **error);

/* Loads estates by the rules of the catalog, with decisions (or NULL). */
UitwegEstate *command_load_estate (const CommandOptions *options,
                                   const char *const *paths,
                                   guint n_paths,
                                   const char *pins,
                                   GError **error);

/* Assesses, plans for each trigger, and judges. */
gboolean command_pipeline_plan (CommandPipeline *pipeline, GError **error);

/* A hint for each file of the call that is not there. */
void command_pipeline_hint (const CommandPipeline *pipeline);

/* Says on standard error which sources are not complete. Returns how many. */
guint command_tell_sources (const CommandOptions *options,
                            const UitwegEstate *estate);

#endif
