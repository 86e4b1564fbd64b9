/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the verbs of the command share: the table of verbs, their options, the
 * exit statuses that every manual page promises, and how they speak.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <glib.h>
#include <libintl.h>

#include <uitweg/connector.h>

#define _(text) gettext (text)
#define N_(text) text

typedef enum
{
  COMMAND_EXIT_DONE = 0,
  COMMAND_EXIT_NO_PLAN = 1,
  COMMAND_EXIT_USAGE = 2,
  COMMAND_EXIT_INCOMPLETE = 3,
  COMMAND_EXIT_INTERNAL = 4,
} CommandExit;

/* What one call was given. Texts are as typed and may be NULL. */
typedef struct
{
  gboolean help, version, list_options, list_verbs;
  gboolean quiet, no_progress, json, list, hard, explain, coverage;
  char *language, *colour, *threads, *seed;
  char *output, *format, *reach, *needs, *scenario, *tables, *pins;
  char *service, *plan, *bridges;
  char **path;    /* two ids */
  char **catalog; /* folders, weakest first */
  char **words;   /* what is no option; never NULL */
  guint n_words;
  guint n_threads;   /* from `threads`; the processors */
  gboolean has_seed; /* `seed` was given */
  guint64 seed_number;
  const UitwegConnector *connector; /* of collect, or NULL */
  char **connector_values;          /* as its options; NULL = not given */
  guint n_connector_values;
} CommandOptions;

void command_options_clear (CommandOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CommandOptions, command_options_clear)

typedef enum
{
  COMMAND_VALUE_NONE, /* a gboolean */
  COMMAND_VALUE_ONE,  /* a char * */
  COMMAND_VALUE_MANY, /* a char ** */
  COMMAND_VALUE_TWO,  /* a char ** of two, as two words */
} CommandValue;

/* One option: where its value goes is an offset into CommandOptions. */
typedef struct
{
  const char *name;
  char letter; /* or 0 */
  CommandValue value;
  const char *word; /* what --help calls the value */
  const char *help;
  gsize offset;
} CommandOption;

/* Shared options that a verb takes besides its own and --help, --lang,
 * --quiet and --color. */
enum
{
  COMMAND_TAKES_THREADS = 1 << 0,
  COMMAND_TAKES_CATALOG = 1 << 1,
  COMMAND_TAKES_SEED = 1 << 2,
  COMMAND_TAKES_PROGRESS = 1 << 3,
  COMMAND_TAKES_CONNECTOR = 1 << 4,
};

typedef struct
{
  const char *name;
  const char *synopsis; /* after the name */
  const char *summary;
  const CommandOption *options; /* own, ended by a NULL name; or NULL */
  guint takes;
  guint min_words, max_words;
  CommandExit (*run) (const CommandOptions *options);
} CommandVerb;

/* All verbs, in the order of --help; `n_out` gets their number. */
const CommandVerb *const *command_get_verbs (guint *n_out);
/* The verb called `name`, or NULL. */
const CommandVerb *command_find_verb (const char *name);

/* Reads the words from the verb's name on. FALSE with `error` set (a
 * G_OPTION_ERROR) when they are wrong. `verb` NULL: the options of the
 * program itself, up to the verb, whose place goes to `n_read_out`. */
gboolean command_parse (const CommandVerb *verb,
                        int argc,
                        char **argv,
                        CommandOptions *options,
                        int *n_read_out,
                        GError **error);
/* What --help and --list-options print. */
void command_print_help (const CommandVerb *verb,
                         const CommandOptions *options);
void command_print_options (const CommandVerb *verb,
                            const CommandOptions *options);

/* "en" or "nl": what was asked for, or else what the environment says. */
const char *command_get_language (const CommandOptions *options);
/* Whether the stream may carry colours; `fd` is 1 or 2. */
gboolean command_has_colour (const CommandOptions *options, int fd);

/* Text to standard output as it is, whatever the locale. */
void command_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* A text padded with blanks to `width` characters, and two more. */
void command_print_cell (const char *text, guint width);
/* "uitweg: TEXT" on standard error. */
void command_complain (const CommandOptions *options, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
/* Prints the error, and gives the exit status that belongs to it. */
CommandExit command_fail (const CommandOptions *options, const GError *error);
/* A mistake in the call: prints it with a hint. */
CommandExit command_misuse (const CommandOptions *options,
                            const char *verb,
                            const char *format,
                            ...) G_GNUC_PRINTF (3, 4);
/* What to do about a file that is not there; nothing if it is. */
void command_hint_missing (const CommandOptions *options, const char *path);

/* Writes a text to a file, or to standard output for NULL and "-". */
CommandExit command_write (const CommandOptions *options,
                           const char *path,
                           const char *text);

/* How far a long piece of work is; only on a terminal, after a second. */
typedef struct
{
  gboolean on;
  gboolean drawn;
  gint64 began;
  gint64 last;
} CommandProgress;
void command_progress_init (CommandProgress *progress,
                            const CommandOptions *options);
void command_progress_tell (const char *label,
                            guint64 done,
                            guint64 total,
                            gpointer progress);
void command_progress_end (CommandProgress *progress);

/* The verbs, each in cmd-NAME.c. */
extern const CommandVerb command_collect;
extern const CommandVerb command_check;
extern const CommandVerb command_merge;
extern const CommandVerb command_graph;
extern const CommandVerb command_assess;
extern const CommandVerb command_plan;
extern const CommandVerb command_report;
extern const CommandVerb command_run;
extern const CommandVerb command_why;
extern const CommandVerb command_catalog;
extern const CommandVerb command_connectors;
extern const CommandVerb command_init;
extern const CommandVerb command_help;

/* The option -o of the verbs that write a file. */
#define COMMAND_OPTION_OUTPUT                                                  \
  {                                                                            \
    "output", 'o', COMMAND_VALUE_ONE, "FILE",                                  \
        N_ ("write to FILE instead of standard output"),                       \
        G_STRUCT_OFFSET (CommandOptions, output)                               \
  }
#define COMMAND_OPTION_JSON                                                    \
  {                                                                            \
    "json", 0, COMMAND_VALUE_NONE, NULL, N_ ("print JSON instead of text"),    \
        G_STRUCT_OFFSET (CommandOptions, json)                                 \
  }
#define COMMAND_OPTIONS_END                                                    \
  {                                                                            \
    NULL, 0, COMMAND_VALUE_NONE, NULL, NULL, 0                                 \
  }

#endif
