/* SPDX-License-Identifier: EUPL-1.2
 *
 * Options of all verbs: one table each, from which come the parser, --help
 * and what the check of the manual and the shells ask for.
 */
#include "config.h"

#include "command/command.h"

#include <string.h>

#include "base/problems.h"

#define MAX_THREADS 64
#define OFFSET(field) G_STRUCT_OFFSET (CommandOptions, field)

/* Every verb takes these. */
static const CommandOption common[] = {
  { "help", 'h', COMMAND_VALUE_NONE, NULL, N_ ("print this text"),
    OFFSET (help) },
  { "lang", 0, COMMAND_VALUE_ONE, "LANGUAGE",
    N_ ("en or nl; otherwise that of the environment"), OFFSET (language) },
  { "quiet", 'q', COMMAND_VALUE_NONE, NULL,
    N_ ("print results and errors, and nothing else"), OFFSET (quiet) },
  { "color", 0, COMMAND_VALUE_ONE, "WHEN",
    N_ ("auto, always or never; auto: on a terminal without NO_COLOR"),
    OFFSET (colour) },
  { "list-options", 0, COMMAND_VALUE_NONE, NULL,
    N_ ("print the options, one a line"), OFFSET (list_options) },
  COMMAND_OPTIONS_END,
};

static const CommandOption threads[] = {
  { "threads", 0, COMMAND_VALUE_ONE, "N",
    N_ ("use N threads, 1 to 64; changes no result"), OFFSET (threads) },
  COMMAND_OPTIONS_END,
};

static const CommandOption catalog[] = {
  { "catalog", 0, COMMAND_VALUE_MANY, "DIR",
    N_ ("overlay the catalog with that in DIR; may be repeated"),
    OFFSET (catalog) },
  COMMAND_OPTIONS_END,
};

static const CommandOption seed[] = {
  { "seed", 0, COMMAND_VALUE_ONE, "N",
    N_ ("seed of random numbers, instead of the scenario's"), OFFSET (seed) },
  COMMAND_OPTIONS_END,
};

static const CommandOption progress[] = {
  { "no-progress", 0, COMMAND_VALUE_NONE, NULL,
    N_ ("show no progress, not even on a terminal"), OFFSET (no_progress) },
  COMMAND_OPTIONS_END,
};

/* Of the program, before a verb. */
static const CommandOption program[] = {
  { "version", 0, COMMAND_VALUE_NONE, NULL, N_ ("print the version"),
    OFFSET (version) },
  { "list-verbs", 0, COMMAND_VALUE_NONE, NULL,
    N_ ("print the verbs, one a line"), OFFSET (list_verbs) },
  COMMAND_OPTIONS_END,
};

static const struct
{
  guint flag;
  const CommandOption *options;
} shared[] = {
  { COMMAND_TAKES_CATALOG, catalog },
  { COMMAND_TAKES_THREADS, threads },
  { COMMAND_TAKES_SEED, seed },
  { COMMAND_TAKES_PROGRESS, progress },
};

#define N_TABLES (3 + G_N_ELEMENTS (shared))

/* The tables that hold for a verb, own first; returns how many. */
static guint
find_tables (const CommandVerb *verb, const CommandOption **tables)
{
  guint n = 0;

  if (verb == NULL)
    tables[n++] = program;
  else if (verb->options != NULL)
    tables[n++] = verb->options;
  for (guint i = 0; verb != NULL && i < G_N_ELEMENTS (shared); i++)
    if ((verb->takes & shared[i].flag) != 0)
      tables[n++] = shared[i].options;
  tables[n++] = common;
  return n;
}

void
command_options_clear (CommandOptions *options)
{
  char **const texts[] = {
    &options->language, &options->colour, &options->threads, &options->seed,
    &options->output,   &options->format, &options->reach,   &options->needs,
    &options->scenario, &options->tables, &options->service, &options->plan,
    &options->bridges,  &options->pins
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  for (guint i = 0; i < options->n_connector_values; i++)
    g_free (options->connector_values[i]);
  g_clear_pointer (&options->connector_values, g_free);
  options->n_connector_values = 0;
  g_clear_pointer (&options->path, g_strfreev);
  g_clear_pointer (&options->catalog, g_strfreev);
  g_clear_pointer (&options->words, g_strfreev);
}

/* All texts are taken as file names: bytes as typed, in any locale. */
static void
add_entry (GArray *entries, const CommandOption *option, CommandOptions *out)
{
  static const GOptionArg kinds[] = { G_OPTION_ARG_NONE, G_OPTION_ARG_FILENAME,
                                      G_OPTION_ARG_FILENAME_ARRAY,
                                      G_OPTION_ARG_FILENAME_ARRAY };
  const GOptionEntry entry = {
    .long_name = option->name,
    .short_name = option->letter,
    .arg = kinds[option->value],
    .arg_data = (char *) out + option->offset,
  };

  g_array_append_val (entries, entry);
}

static void
add_connector (GArray *entries, CommandOptions *out)
{
  const UitwegConnectorOption *table = out->connector->options;

  while (table != NULL && table[out->n_connector_values].key != NULL)
    out->n_connector_values++;
  out->connector_values = g_new0 (char *, out->n_connector_values + 1);
  for (guint i = 0; i < out->n_connector_values; i++)
    {
      const GOptionEntry entry = {
        .long_name = table[i].key,
        .arg = G_OPTION_ARG_FILENAME,
        .arg_data = &out->connector_values[i],
      };

      g_array_append_val (entries, entry);
    }
}

/* "unknown option '--ouput', did you mean '--output'?" */
static void
explain_unknown (GPtrArray *names, char **argv, GError **error)
{
  g_ptr_array_add (names, NULL);
  for (guint i = 1; argv[i] != NULL && !g_str_equal (argv[i], "--"); i++)
    {
      g_autofree char *name = NULL;
      const char *nearest;

      if (!g_str_has_prefix (argv[i], "--"))
        continue;
      name = g_strndup (argv[i] + 2, strcspn (argv[i] + 2, "="));
      if (g_strv_contains ((const char *const *) names->pdata, name))
        continue;
      nearest = base_nearest (name, (const char *const *) names->pdata);
      g_clear_error (error);
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   nearest != NULL
                       ? _ ("unknown option '--%s', did you mean '--%s'?")
                       : _ ("unknown option '--%s'"),
                   name, nearest);
      return;
    }
}

static gboolean
takes_two (const CommandVerb *verb, const char *word)
{
  if (verb == NULL || verb->options == NULL || !g_str_has_prefix (word, "--"))
    return FALSE;
  for (const CommandOption *o = verb->options; o->name != NULL; o++)
    if (o->value == COMMAND_VALUE_TWO && g_str_equal (o->name, word + 2))
      return TRUE;
  return FALSE;
}

/* (transfer full): the words with `--path A B` as GOption can read it:
 * `--path=A --path=B`. */
static char **
expand_words (const CommandVerb *verb, char **argv)
{
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; argv[i] != NULL; i++)
    {
      if (!takes_two (verb, argv[i]))
        {
          g_ptr_array_add (words, g_strdup (argv[i]));
          continue;
        }
      for (guint k = 1; k <= 2 && argv[i + k] != NULL; k++)
        g_ptr_array_add (words,
                         g_strdup_printf ("%s=%s", argv[i], argv[i + k]));
      i += argv[i + 1] == NULL ? 0 : argv[i + 2] == NULL ? 1 : 2;
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/* Parses by GOption; what is no option goes to `words`. */
static gboolean
parse_words (const CommandVerb *verb,
             char **argv,
             CommandOptions *out,
             int *n_read_out,
             GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) copy = expand_words (verb, argv);
  g_auto (GStrv) typed = g_strdupv (argv);
  const CommandOption *tables[N_TABLES];
  const guint n_tables = find_tables (verb, tables);
  GOptionEntry rest = { .long_name = G_OPTION_REMAINING,
                        .arg = G_OPTION_ARG_FILENAME_ARRAY,
                        .arg_data = &out->words };

  for (guint t = 0; t < n_tables; t++)
    for (const CommandOption *o = tables[t]; o->name != NULL; o++)
      add_entry (entries, o, out);
  if (out->connector != NULL)
    add_connector (entries, out);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (
        names, (gpointer) g_array_index (entries, GOptionEntry, i).long_name);
  if (verb != NULL)
    g_array_append_val (entries, rest);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, verb == NULL);
  g_option_context_add_main_entries (context, (void *) entries->data, NULL);
  if (!g_option_context_parse_strv (context, &copy, error))
    {
      if (g_error_matches (*error, G_OPTION_ERROR,
                           G_OPTION_ERROR_UNKNOWN_OPTION))
        explain_unknown (names, typed, error);
      return FALSE;
    }
  *n_read_out = (int) (g_strv_length (typed) - g_strv_length (copy));
  return TRUE;
}

/* The connector's name stands right behind the verb. */
static gboolean
find_connector (const char *name, CommandOptions *out, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const UitwegConnector *const *all = uitweg_connectors_list ();
  const char *nearest;

  out->connector = uitweg_connectors_find (name);
  if (out->connector != NULL)
    return TRUE;
  for (guint i = 0; all[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) all[i]->name);
  g_ptr_array_add (names, NULL);
  nearest = base_nearest (name, (const char *const *) names->pdata);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               nearest != NULL
                   ? _ ("unknown connector '%s', did you mean '%s'?")
                   : _ ("unknown connector '%s'; 'uitweg connectors' lists "
                        "them"),
               name, nearest);
  return FALSE;
}

static gboolean
check_word (const char *option,
            const char *value,
            const char *const *words,
            GError **error)
{
  g_autofree char *all = NULL;

  if (value == NULL || g_strv_contains (words, value))
    return TRUE;
  all = g_strjoinv (", ", (char **) words);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--%s: found '%s', expected one of %s"), option, value, all);
  return FALSE;
}

static gboolean
check_number (const char *option,
              const char *text,
              guint64 min,
              guint64 max,
              guint64 *out,
              GError **error)
{
  g_autofree char *least = g_strdup_printf ("%" G_GUINT64_FORMAT, min);
  g_autofree char *most = g_strdup_printf ("%" G_GUINT64_FORMAT, max);

  if (text == NULL
      || g_ascii_string_to_unsigned (text, 10, min, max, out, NULL))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--%s: found '%s', expected a whole number from %s to %s"),
               option, text, least, most);
  return FALSE;
}

static gboolean
check_values (CommandOptions *out, GError **error)
{
  static const char *const languages[] = { "en", "nl", NULL };
  static const char *const colours[] = { "auto", "always", "never", NULL };
  guint64 n = MIN (MAX (g_get_num_processors (), 1), MAX_THREADS);

  if (!check_word ("lang", out->language, languages, error)
      || !check_word ("color", out->colour, colours, error)
      || !check_number ("threads", out->threads, 1, MAX_THREADS, &n, error)
      || !check_number ("seed", out->seed, 0, G_MAXUINT64, &out->seed_number,
                        error))
    return FALSE;
  out->n_threads = (guint) n;
  out->has_seed = out->seed != NULL;
  return TRUE;
}

gboolean
command_parse (const CommandVerb *verb,
               int argc,
               char **argv,
               CommandOptions *options,
               int *n_read_out,
               GError **error)
{
  if (verb != NULL && (verb->takes & COMMAND_TAKES_CONNECTOR) != 0 && argc > 1
      && argv[1][0] != '-')
    {
      if (!find_connector (argv[1], options, error))
        return FALSE;
      argv++;
    }
  if (!parse_words (verb, argv, options, n_read_out, error)
      || !check_values (options, error))
    return FALSE;
  if (options->words == NULL)
    options->words = g_new0 (char *, 1);
  options->n_words = g_strv_length (options->words);
  if (verb == NULL || options->help || options->list_options)
    return TRUE;
  if (options->n_words < verb->min_words)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("found %u words, expected: uitweg %s %s"), options->n_words,
                 verb->name, verb->synopsis);
  else if (options->n_words > verb->max_words)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("found '%s', expected no more words"),
                 options->words[verb->max_words]);
  else
    return TRUE;
  return FALSE;
}

/* "-o, --output=FILE" */
static char *
format_option (const CommandOption *option)
{
  const char *word = option->word != NULL ? option->word : "";
  const char *between = option->word == NULL                 ? ""
                        : option->value == COMMAND_VALUE_TWO ? " "
                                                             : "=";

  return option->letter != 0
             ? g_strdup_printf ("-%c, --%s%s%s", option->letter, option->name,
                                between, word)
             : g_strdup_printf ("--%s%s%s", option->name, between, word);
}

static void
print_table (const CommandOption *table, const char *indent)
{
  for (const CommandOption *o = table; o->name != NULL; o++)
    {
      g_autofree char *text = format_option (o);

      command_print ("%s", indent);
      command_print_cell (text, 22);
      command_print ("%s\n", _ (o->help));
    }
}

static void
print_connector (const UitwegConnector *connector, const char *indent)
{
  for (const UitwegConnectorOption *o = connector->options;
       o != NULL && o->key != NULL; o++)
    {
      g_autofree char *text = g_strdup_printf ("--%s=VALUE", o->key);

      command_print ("%s", indent);
      command_print_cell (text, 22);
      command_print ("%s", o->help);
      if (o->fallback != NULL)
        command_print (" [%s]", o->fallback);
      command_print ("\n");
    }
}

void
command_print_options (const CommandVerb *verb, const CommandOptions *options)
{
  const CommandOption *tables[N_TABLES];
  const guint n_tables = find_tables (verb, tables);

  if (options->connector != NULL)
    print_connector (options->connector, "");
  for (guint t = 0; t < n_tables; t++)
    print_table (tables[t], "");
}

static void
print_program_help (void)
{
  guint n;
  const CommandVerb *const *verbs = command_get_verbs (&n);

  command_print ("%s\n\n%s\n",
                 _ ("usage: uitweg [OPTION...] VERB [OPTION...] [WORD...]"),
                 _ ("Verbs:"));
  for (guint i = 0; i < n; i++)
    {
      command_print ("  ");
      command_print_cell (verbs[i]->name, 10);
      command_print ("%s\n", _ (verbs[i]->summary));
    }
}

static void
print_verb_help (const CommandVerb *verb, const CommandOptions *options)
{
  const UitwegConnector *connector = options->connector;

  if (connector != NULL)
    command_print ("%s uitweg %s %s [OPTION...]%s\n\n%s\n", _ ("usage:"),
                   verb->name, connector->name,
                   connector->takes_paths ? " PATH..." : "",
                   connector->summary);
  else
    command_print ("%s uitweg %s %s\n\n%s\n", _ ("usage:"), verb->name,
                   verb->synopsis, _ (verb->summary));
  if (connector == NULL && (verb->takes & COMMAND_TAKES_CONNECTOR) != 0)
    {
      const UitwegConnector *const *all = uitweg_connectors_list ();

      command_print ("\n%s\n", _ ("Connectors:"));
      for (guint i = 0; all[i] != NULL; i++)
        {
          command_print ("  ");
          command_print_cell (all[i]->name, 12);
          command_print ("%s\n", all[i]->summary);
        }
    }
}

void
command_print_help (const CommandVerb *verb, const CommandOptions *options)
{
  const CommandOption *tables[N_TABLES];
  const guint n_tables = find_tables (verb, tables);

  if (verb == NULL)
    print_program_help ();
  else
    print_verb_help (verb, options);
  command_print ("\n%s\n", _ ("Options:"));
  if (options->connector != NULL)
    print_connector (options->connector, "  ");
  for (guint t = 0; t < n_tables; t++)
    print_table (tables[t], "  ");
}
