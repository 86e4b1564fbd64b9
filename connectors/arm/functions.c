/* SPDX-License-Identifier: EUPL-1.2
 *
 * Functions of template expressions: those that names and ids are built with.
 * All others, and all that ask Azure itself, are open.
 */
#include "config.h"

#include "connectors/arm/functions.h"

#include <string.h>

/* The longest text that an expression gives. */
#define LONGEST 1024

typedef struct
{
  const ArmScope *scope;
  const ArmValue *arguments;
  guint n;
  GPtrArray *mentions;
} Call;

static ArmValue
make_text (const ArmScope *scope, const char *text, gboolean is_open)
{
  ArmValue value = { .is_open = is_open };

  value.text = g_string_chunk_insert_len (
      scope->chunk, text, (gssize) MIN (strlen (text), LONGEST));
  return value;
}

ArmValue
arm_make_open (const ArmScope *scope, const char *word)
{
  g_autofree char *text = g_strdup_printf ("{%s}", word);

  return make_text (scope, text, TRUE);
}

static ArmValue
make_truth (const Call *call, gboolean truth)
{
  return make_text (call->scope, truth ? "true" : "false", FALSE);
}

/* The text of argument `i`, "" where it has none. */
static const char *
text_at (const Call *call, guint i)
{
  return i < call->n && call->arguments[i].text != NULL
             ? call->arguments[i].text
             : "";
}

static gboolean
has_open (const Call *call)
{
  for (guint i = 0; i < call->n; i++)
    if (call->arguments[i].is_open || call->arguments[i].text == NULL)
      return TRUE;
  return FALSE;
}

static ArmValue
call_concat (const Call *call)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < call->n && text->len < LONGEST; i++)
    g_string_append (text, text_at (call, i));
  return make_text (call->scope, text->str, has_open (call));
}

/* "{0}-{1:D2}": numbers in braces are arguments. */
static ArmValue
call_format (const Call *call)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = text_at (call, 0); *at != '\0' && text->len < LONGEST;
       at++)
    {
      gsize digits = *at == '{' ? strspn (at + 1, "0123456789") : 0;
      const char *end = digits > 0 ? strchr (at, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (text, *at);
          continue;
        }
      g_string_append (
          text,
          text_at (call,
                   1 + (guint) MIN (g_ascii_strtoull (at + 1, NULL, 10), 255)));
      at = end;
    }
  return make_text (call->scope, text->str, has_open (call));
}

/* resourceId ([subscription], [group], type, name...): subscription and group
 * tell where it is, which a template does not fix. */
static ArmValue
call_resource_id (const Call *call)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *key = NULL;
  const char *type = NULL;
  ArmValue value;

  for (guint i = 0; i < call->n; i++)
    if (type == NULL)
      {
        const char *slash = strchr (text_at (call, i), '/');

        if (slash != NULL
            && memchr (text_at (call, i), '.',
                       (gsize) (slash - text_at (call, i))))
          type = text_at (call, i);
      }
    else
      g_string_append_printf (names, "%s%s", names->len > 0 ? "/" : "",
                              text_at (call, i));
  if (type == NULL)
    return arm_make_open (call->scope, "resourceId");
  key = arm_make_key (type, names->str);
  value = make_text (call->scope, key, has_open (call));
  if (call->mentions != NULL)
    g_ptr_array_add (call->mentions, (gpointer) value.text);
  return value;
}

static ArmValue
call_to_lower (const Call *call)
{
  g_autofree char *text = g_ascii_strdown (text_at (call, 0), -1);

  return make_text (call->scope, text, has_open (call));
}

static ArmValue
call_to_upper (const Call *call)
{
  g_autofree char *text = g_ascii_strup (text_at (call, 0), -1);

  return make_text (call->scope, text, has_open (call));
}

static ArmValue
call_string (const Call *call)
{
  return make_text (call->scope, text_at (call, 0), has_open (call));
}

static ArmValue
call_trim (const Call *call)
{
  g_autofree char *text = g_strstrip (g_strdup (text_at (call, 0)));

  return make_text (call->scope, text, has_open (call));
}

static ArmValue
call_replace (const Call *call)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;

  if (text_at (call, 1)[0] == '\0')
    return call_string (call);
  parts = g_strsplit (text_at (call, 0), text_at (call, 1), -1);
  text = g_strjoinv (text_at (call, 2), parts);
  return make_text (call->scope, text, has_open (call));
}

/* take (text, n) and substring (text, 0, n): no names are cut that are open,
 * so that they still fit. */
static ArmValue
call_take (const Call *call)
{
  g_autofree char *text = NULL;

  if (call->n == 0 || has_open (call))
    return call_string (call);
  text = g_strndup (
      text_at (call, 0),
      (gsize) MIN (g_ascii_strtoull (text_at (call, 1), NULL, 10), LONGEST));
  return make_text (call->scope, text, FALSE);
}

static ArmValue
call_substring (const Call *call)
{
  gsize length = strlen (text_at (call, 0));
  gsize from = (gsize) MIN (g_ascii_strtoull (text_at (call, 1), NULL, 10),
                            length);
  gsize n = call->n > 2 ? (gsize) g_ascii_strtoull (text_at (call, 2), NULL, 10)
                        : length;
  g_autofree char *text = g_strndup (text_at (call, 0) + from,
                                     MIN (n, length - from));

  if (has_open (call))
    return call_string (call);
  return make_text (call->scope, text, FALSE);
}

/* add, sub and mul of whole numbers. */
static ArmValue
call_number (const Call *call, char sign)
{
  g_autofree char *text = NULL;
  gint64 a;
  gint64 b;

  if (has_open (call)
      || !g_ascii_string_to_signed (text_at (call, 0), 10, -1000000, 1000000,
                                    &a, NULL)
      || !g_ascii_string_to_signed (text_at (call, 1), 10, -1000000, 1000000,
                                    &b, NULL))
    return arm_make_open (call->scope, "number");
  text = g_strdup_printf ("%" G_GINT64_FORMAT, sign == '+'   ? a + b
                                               : sign == '-' ? a - b
                                                             : a * b);
  return make_text (call->scope, text, FALSE);
}

static ArmValue
call_add (const Call *call)
{
  return call_number (call, '+');
}

static ArmValue
call_sub (const Call *call)
{
  return call_number (call, '-');
}

static ArmValue
call_mul (const Call *call)
{
  return call_number (call, '*');
}

static ArmValue
call_equals (const Call *call)
{
  if (has_open (call))
    return arm_make_open (call->scope, "equals");
  return make_truth (
      call, g_ascii_strcasecmp (text_at (call, 0), text_at (call, 1)) == 0);
}

static ArmValue
call_not (const Call *call)
{
  if (has_open (call))
    return arm_make_open (call->scope, "not");
  return make_truth (call, g_ascii_strcasecmp (text_at (call, 0), "true") != 0);
}

/* One false decides `and`, one true `or`, even if others are open. */
static ArmValue
call_logic (const Call *call, const char *deciding)
{
  for (guint i = 0; i < call->n; i++)
    if (!call->arguments[i].is_open
        && g_ascii_strcasecmp (text_at (call, i), deciding) == 0)
      return make_text (call->scope, deciding, FALSE);
  if (has_open (call))
    return arm_make_open (call->scope, "condition");
  return make_truth (call, strcmp (deciding, "false") == 0);
}

static ArmValue
call_and (const Call *call)
{
  return call_logic (call, "false");
}

static ArmValue
call_or (const Call *call)
{
  return call_logic (call, "true");
}

static ArmValue
call_if (const Call *call)
{
  if (call->n != 3 || call->arguments[0].is_open)
    return arm_make_open (call->scope, "if");
  return g_ascii_strcasecmp (text_at (call, 0), "true") == 0
             ? call->arguments[1]
             : call->arguments[2];
}

static ArmValue
call_empty (const Call *call)
{
  if (call->n != 1 || call->arguments[0].is_open)
    return arm_make_open (call->scope, "empty");
  if (call->arguments[0].node != NULL)
    return make_truth (call, call->arguments[0].node->n_children == 0);
  return make_truth (call, text_at (call, 0)[0] == '\0');
}

static ArmValue
call_true (const Call *call)
{
  return make_truth (call, TRUE);
}

static ArmValue
call_false (const Call *call)
{
  return make_truth (call, FALSE);
}

static ArmValue
call_null (const Call *call)
{
  (void) call;
  return (ArmValue){ 0 };
}

/* A hash of its arguments: of the same arguments the same word. */
static ArmValue
call_unique (const Call *call)
{
  ArmValue all = call_concat (call);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                           all.text, -1);

  digest[6] = '\0';
  return arm_make_open (call->scope, digest);
}

static ArmValue
call_copy_index (const Call *call)
{
  return arm_make_open (call->scope, "n");
}

static const struct
{
  const char *name;
  ArmValue (*call) (const Call *call);
} functions[] = {
  { "add", call_add },
  { "and", call_and },
  { "bool", call_string },
  { "concat", call_concat },
  { "copyIndex", call_copy_index },
  { "empty", call_empty },
  { "equals", call_equals },
  { "extensionResourceId", call_resource_id },
  { "false", call_false },
  { "format", call_format },
  { "guid", call_unique },
  { "if", call_if },
  { "int", call_string },
  { "mul", call_mul },
  { "not", call_not },
  { "null", call_null },
  { "or", call_or },
  { "replace", call_replace },
  { "resourceId", call_resource_id },
  { "string", call_string },
  { "sub", call_sub },
  { "subscriptionResourceId", call_resource_id },
  { "substring", call_substring },
  { "take", call_take },
  { "tenantResourceId", call_resource_id },
  { "toLower", call_to_lower },
  { "toUpper", call_to_upper },
  { "trim", call_trim },
  { "true", call_true },
  { "uniqueString", call_unique },
};

ArmValue
arm_call (const ArmScope *scope,
          const char *name,
          const ArmValue *arguments,
          guint n,
          GPtrArray *mentions)
{
  const Call call = {
    .scope = scope, .arguments = arguments, .n = n, .mentions = mentions
  };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_ascii_strcasecmp (functions[i].name, name) == 0)
      return functions[i].call (&call);
  return arm_make_open (scope, name);
}
