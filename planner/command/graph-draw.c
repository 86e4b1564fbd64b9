/* SPDX-License-Identifier: EUPL-1.2
 *
 * uitweg graph draw: a picture of the whole, of one service, or of the bridges
 * between two waves of a plan.
 */
#include "config.h"

#include "command/graph-verbs.h"

#include <string.h>

#include "report/picture.h"

static const char *const formats[] = { "svg", "dot", "mermaid", "graphml",
                                       NULL };

/* "2:3" as two wave numbers. */
static gboolean
read_waves (const char *text, gint64 *wave_out, gint64 *other_out)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 a, b;

  if (g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT32, &a, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT32, &b, NULL))
    return FALSE;
  *wave_out = (gint64) a;
  *other_out = (gint64) b;
  return TRUE;
}

static Picture *
make_picture (const CommandOptions *options,
              const UitwegEstate *estate,
              const char *language,
              CommandExit *status_out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegPlanDocument) document = NULL;
  gint64 wave, other;
  guint32 service;

  *status_out = COMMAND_EXIT_DONE;
  if (options->service != NULL)
    {
      service = uitweg_estate_find (estate, UITWEG_RECORD_SERVICE,
                                    options->service);
      if (service != UITWEG_NONE)
        return picture_new_service (estate, service, language);
      *status_out = command_misuse (
          options, "graph", _ ("found no service '%s'"), options->service);
      return NULL;
    }
  if (options->bridges == NULL)
    return picture_new_map (estate, language);
  if (!read_waves (options->bridges, &wave, &other))
    {
      *status_out = command_misuse (
          options, "graph",
          _ ("--bridges: found '%s', expected two waves, such as 1:2"),
          options->bridges);
      return NULL;
    }
  document = uitweg_plan_document_load (options->plan, &error);
  if (document == NULL)
    {
      *status_out = command_fail (options, error);
      command_hint_missing (options, options->plan);
      return NULL;
    }
  return picture_new_bridges (estate, document, wave, other, language);
}

CommandExit
command_graph_draw (const CommandOptions *options)
{
  const char *format = options->format != NULL ? options->format : "svg";
  const char *language = g_str_equal (command_get_language (options), "nl")
                             ? "nl"
                             : "en";
  g_autoptr (GError) error = NULL;
  g_autoptr (UitwegEstate) estate = NULL;
  g_autoptr (Picture) picture = NULL;
  g_autofree char *text = NULL;
  CommandExit status;

  if (options->n_words < 2)
    return command_misuse (options, "graph", "%s",
                           _ ("draw: found no estate, expected one"));
  if (!g_strv_contains (formats, format))
    return command_misuse (options, "graph",
                           _ ("--format: found '%s', expected svg, dot, "
                              "mermaid or graphml"),
                           format);
  if ((options->plan == NULL) != (options->bridges == NULL)
      || (options->bridges != NULL && options->service != NULL))
    return command_misuse (
        options, "graph", "%s",
        _ ("draw: expected --service, or --plan and --bridges together"));
  estate = uitweg_estate_load ((const char *const *) options->words + 1,
                               options->n_words - 1, options->n_threads,
                               &error);
  if (estate == NULL)
    {
      status = command_fail (options, error);
      for (guint i = 1; i < options->n_words; i++)
        command_hint_missing (options, options->words[i]);
      return status;
    }
  picture = make_picture (options, estate, language, &status);
  if (picture == NULL)
    return status;
  text = picture_write (picture, format);
  return command_write (options, options->output, text);
}
