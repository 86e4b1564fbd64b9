/* SPDX-License-Identifier: EUPL-1.2
 *
 * Problems of all readers of the model in one form: the place in front, as
 * "file:line:column: ", whoever found it.
 */
#include "config.h"

#include "model/messages.h"

#include <string.h>

/* Reads "NUMBER:" at `text`. Returns: what follows, or NULL */
static const char *
read_number (const char *text, guint32 *number_out)
{
  guint64 number = 0;
  const char *at = text;

  while (g_ascii_isdigit (*at) && number < G_MAXUINT32)
    number = number * 10 + (guint64) (*at++ - '0');
  if (at == text || *at != ':' || number > G_MAXUINT32)
    return NULL;
  *number_out = (guint32) number;
  return at + 1;
}

void
model_note_error (BaseProblems *problems, const char *name, const GError *error)
{
  const char *message = error->message;
  gsize length = strlen (name);
  guint32 line = 0;
  guint32 column = 0;

  if (strncmp (message, name, length) == 0 && message[length] == ':')
    {
      const char *rest = message + length + 1;
      const char *behind = read_number (rest, &line);

      if (behind != NULL)
        {
          rest = behind;
          behind = read_number (rest, &column);
        }
      message = behind != NULL ? behind : rest;
      while (*message == ' ')
        message++;
    }
  base_problems_add (problems, name, line, column, "%s", message);
}

gboolean
model_check_problems (const BaseProblems *problems,
                      GQuark domain,
                      gint code,
                      GError **error)
{
  g_autoptr (GError) invalid = NULL;

  if (base_problems_check (problems, &invalid))
    return TRUE;
  g_set_error_literal (error, domain, code, invalid->message);
  return FALSE;
}
