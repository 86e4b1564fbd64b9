/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg connectors: what this build can read.
 */
#include "config.h"

#include "command/command.h"

#include "base/json-write.h"

#include <string.h>

static CommandExit run_connectors (const CommandOptions *options);

static const CommandOption own_options[] = {
  COMMAND_OPTION_JSON,
  COMMAND_OPTIONS_END,
};

const CommandVerb command_connectors = {
  .name = "connectors",
  .synopsis = "[--json]",
  .summary = N_ ("list what can be read"),
  .options = own_options,
  .run = run_connectors,
};

static void
write_connector (BaseJsonWriter *json, const UitwegConnector *connector)
{
  base_json_begin_object (json);
  base_json_add_string (json, "name", connector->name);
  base_json_add_string (json, "summary", connector->summary);
  base_json_add_bool (json, "takes_paths", connector->takes_paths);
  base_json_key (json, "options");
  base_json_begin_list (json);
  for (const UitwegConnectorOption *option = connector->options;
       option != NULL && option->key != NULL; option++)
    {
      base_json_begin_object (json);
      base_json_add_string (json, "name", option->key);
      base_json_add_string (json, "fallback", option->fallback);
      base_json_add_string (json, "help", option->help);
      base_json_end_object (json);
    }
  base_json_end_list (json);
  base_json_end_object (json);
}

static CommandExit
run_connectors (const CommandOptions *options)
{
  const UitwegConnector *const *all = uitweg_connectors_list ();
  g_autoptr (GString) text = g_string_new (NULL);
  gsize width = 0;
  BaseJsonWriter json;

  if (!options->json)
    {
      for (guint i = 0; all[i] != NULL; i++)
        width = MAX (width, strlen (all[i]->name));
      for (; *all != NULL; all++)
        {
          command_print_cell ((*all)->name, (guint) width);
          command_print ("%s\n", (*all)->summary);
        }
      return COMMAND_EXIT_DONE;
    }
  base_json_writer_init (&json, text, TRUE);
  base_json_begin_list (&json);
  for (; *all != NULL; all++)
    write_connector (&json, *all);
  base_json_end_list (&json);
  g_string_append_c (text, '\n');
  return command_write (options, NULL, text->str);
}
