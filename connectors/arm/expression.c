/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads and evaluates an expression in one pass, with a stack of its own: a
 * variable may hold an expression, which is then read before the rest.
 */
#include "config.h"

#include "connectors/arm/expression.h"

#include <string.h>

#include <uitweg/types.h>

#include "connectors/arm/functions.h"

#define MAX_FRAMES 256
#define MAX_STEPS 2000
#define LONGEST_WORD 128

typedef enum
{
  FRAME_SOURCE, /* a text that is read, until its last bracket */
  FRAME_CALL,   /* a function, until its parenthesis */
  FRAME_INDEX,  /* an index, until its bracket */
} FrameKind;

typedef struct
{
  FrameKind kind;
  const char *name; /* CALL */
  guint first;      /* CALL: its first argument among the values */
  const char *back; /* SOURCE: where to go on, NULL at the end of all */
} Frame;

typedef struct
{
  const ArmScope *scope;
  GPtrArray *mentions;
  GArray *frames;
  GArray *values;
  const char *at;
  gboolean wants_operand;
  gboolean is_done;
} Machine;

static gboolean
is_expression (const BaseNode *node)
{
  return node->kind == BASE_NODE_STRING && node->text[0] == '['
         && node->text[1] != '[' && node->length > 1
         && node->text[node->length - 1] == ']';
}

static const Frame *
top (const Machine *machine)
{
  return &g_array_index (machine->frames, Frame, machine->frames->len - 1);
}

static ArmValue *
last_value (const Machine *machine)
{
  return &g_array_index (machine->values, ArmValue, machine->values->len - 1);
}

static gboolean
push_frame (Machine *machine, FrameKind kind, const char *name)
{
  const Frame frame = { .kind = kind,
                        .name = name,
                        .first = machine->values->len,
                        .back = machine->at };

  g_array_append_val (machine->frames, frame);
  return machine->frames->len < MAX_FRAMES;
}

static void
push_value (Machine *machine, ArmValue value)
{
  g_array_append_val (machine->values, value);
  machine->wants_operand = FALSE;
}

/* The value of a node; an expression is read next. */
static gboolean
push_node (Machine *machine, const BaseNode *node, const char *word)
{
  ArmValue value = { 0 };

  if (node == NULL)
    push_value (machine, arm_make_open (machine->scope, word));
  else if (is_expression (node))
    {
      if (!push_frame (machine, FRAME_SOURCE, NULL))
        return FALSE;
      machine->at = node->text + 1;
      machine->wants_operand = TRUE;
    }
  else
    {
      if (node->kind == BASE_NODE_STRING || node->kind == BASE_NODE_NUMBER)
        value.text = node->text;
      else if (node->kind == BASE_NODE_BOOL)
        value.text = node->truth ? "true" : "false";
      else if (node->kind != BASE_NODE_NULL)
        value.node = node;
      push_value (machine, value);
    }
  return TRUE;
}

gboolean
arm_is_secure (const BaseDoc *doc, const BaseNode *declaration)
{
  const BaseNode *type = declaration->kind == BASE_NODE_MAP
                             ? base_doc_find (doc, declaration, "type")
                             : NULL;

  return type != NULL && type->kind == BASE_NODE_STRING
         && g_ascii_strncasecmp (type->text, "secure", 6) == 0;
}

static const BaseNode *
find_child (const Machine *machine, const BaseNode *map, const char *key)
{
  return map != NULL && map->kind == BASE_NODE_MAP
             ? base_doc_find (machine->scope->doc, map, key)
             : NULL;
}

/* What was given, else the default; a secret is never looked at. */
static gboolean
push_parameter (Machine *machine, const char *name)
{
  const ArmScope *scope = machine->scope;
  const BaseNode *declaration = find_child (machine, scope->parameters, name);
  const char *given = scope->given != NULL
                          ? g_hash_table_lookup (scope->given, name)
                          : NULL;
  ArmValue value = { .text = given };

  if (declaration != NULL && arm_is_secure (scope->doc, declaration))
    return push_node (machine, NULL, name);
  if (given == NULL)
    return push_node (machine,
                      find_child (machine, declaration, "defaultValue"), name);
  value.is_open = strchr (given, '{') != NULL;
  push_value (machine, value);
  return TRUE;
}

static gboolean
finish_call (Machine *machine)
{
  const Frame frame = *top (machine);
  const ArmValue *arguments = &g_array_index (machine->values, ArmValue,
                                              frame.first);
  guint n = machine->values->len - frame.first;
  g_autofree char *name = n > 0 && arguments[0].text != NULL
                              ? g_strdup (arguments[0].text)
                              : NULL;
  ArmValue value;

  machine->at++;
  g_array_set_size (machine->frames, machine->frames->len - 1);
  if (name != NULL && g_ascii_strcasecmp (frame.name, "parameters") == 0)
    {
      g_array_set_size (machine->values, frame.first);
      return push_parameter (machine, name);
    }
  if (name != NULL && g_ascii_strcasecmp (frame.name, "variables") == 0)
    {
      g_array_set_size (machine->values, frame.first);
      return push_node (
          machine, find_child (machine, machine->scope->variables, name), name);
    }
  value = arm_call (machine->scope, frame.name, arguments, n,
                    machine->mentions);
  g_array_set_size (machine->values, frame.first);
  push_value (machine, value);
  return TRUE;
}

/* 'it''s' */
static gboolean
read_literal (Machine *machine)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ArmValue value = { 0 };

  for (machine->at++; machine->at[0] != '\'' || machine->at[1] == '\'';
       machine->at++)
    {
      if (machine->at[0] == '\0')
        return FALSE;
      if (machine->at[0] == '\'')
        machine->at++;
      g_string_append_c (text, machine->at[0]);
    }
  machine->at++;
  value.text = g_string_chunk_insert_len (machine->scope->chunk, text->str,
                                          (gssize) text->len);
  push_value (machine, value);
  return TRUE;
}

static gsize
measure_word (const char *at)
{
  gsize length = 0;

  while (g_ascii_isalnum (at[length]) || at[length] == '_' || at[length] == '-')
    length++;
  return MIN (length, LONGEST_WORD);
}

/* Reads a literal, a number, or the head of a call. */
static gboolean
read_operand (Machine *machine)
{
  gsize length;
  const char *word;

  if (*machine->at == '\'')
    return read_literal (machine);
  if (*machine->at == ')' && top (machine)->kind == FRAME_CALL
      && machine->values->len == top (machine)->first)
    return finish_call (machine);
  length = measure_word (machine->at);
  /* Functions of the user have a name space. */
  if (machine->at[length] == '.')
    length += 1 + measure_word (machine->at + length + 1);
  if (length == 0)
    return FALSE;
  word = g_string_chunk_insert_len (machine->scope->chunk, machine->at,
                                    (gssize) length);
  machine->at += length;
  if (*machine->at == '(')
    {
      machine->at++;
      machine->wants_operand = TRUE;
      return push_frame (machine, FRAME_CALL, word);
    }
  push_value (machine, (ArmValue){ .text = word });
  return strchr ("-0123456789", word[0]) != NULL;
}

/* ".name" or "[index]" of the last value. */
static gboolean
take_part (Machine *machine, const char *key)
{
  const ArmValue value = *last_value (machine);
  g_autofree char *inner = NULL;
  g_autofree char *word = NULL;
  const BaseNode *node = NULL;
  guint64 number = 0;

  g_array_set_size (machine->values, machine->values->len - 1);
  if (value.node != NULL && value.node->kind == BASE_NODE_MAP)
    node = find_child (machine, value.node, key);
  else if (value.node != NULL
           && g_ascii_string_to_unsigned (key, 10, 0, G_MAXUINT32, &number,
                                          NULL))
    {
      node = base_doc_first (machine->scope->doc, value.node);
      for (guint64 i = 0; i < number && node != NULL; i++)
        node = base_doc_next (machine->scope->doc, node);
    }
  /* "{resourceGroup}" and "location" are "{resourceGroup.location}". */
  if (value.text != NULL && value.text[0] == '{'
      && g_str_has_suffix (value.text, "}"))
    {
      inner = g_strndup (value.text + 1, strlen (value.text) - 2);
      word = g_strdup_printf ("%s.%s", inner, key);
    }
  else
    word = g_strdup (value.node != NULL && value.node->key != NULL
                         ? value.node->key
                         : "part");
  return push_node (machine, node, word);
}

static gboolean
read_property (Machine *machine)
{
  gsize length = measure_word (machine->at + 1);
  g_autofree char *key = g_strndup (machine->at + 1, length);

  machine->at += 1 + length;
  return length > 0 && take_part (machine, key);
}

static gboolean
read_bracket (Machine *machine)
{
  const Frame frame = *top (machine);
  g_autofree char *key = NULL;

  if (frame.kind == FRAME_CALL)
    return FALSE;
  g_array_set_size (machine->frames, machine->frames->len - 1);
  if (frame.kind == FRAME_SOURCE)
    {
      machine->is_done = machine->frames->len == 0;
      machine->at = frame.back;
      return TRUE;
    }
  machine->at++;
  key = g_strdup (
      last_value (machine)->text != NULL ? last_value (machine)->text : "");
  g_array_set_size (machine->values, machine->values->len - 1);
  return take_part (machine, key);
}

/* What may follow a value. */
static gboolean
read_operator (Machine *machine)
{
  switch (*machine->at)
    {
    case ',':
      machine->at++;
      machine->wants_operand = TRUE;
      return top (machine)->kind == FRAME_CALL;
    case ')':
      return top (machine)->kind == FRAME_CALL && finish_call (machine);
    case '.':
      return read_property (machine);
    case '[':
      machine->at++;
      machine->wants_operand = TRUE;
      return push_frame (machine, FRAME_INDEX, NULL);
    case ']':
      return read_bracket (machine);
    default:
      return FALSE;
    }
}

ArmValue
arm_evaluate (const ArmScope *scope, const BaseNode *node, GPtrArray *mentions)
{
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  g_autoptr (GArray)
      values = g_array_sized_new (FALSE, FALSE, sizeof (ArmValue), 16);
  Machine machine = {
    .scope = scope, .mentions = mentions, .frames = frames, .values = values
  };
  gboolean ok = push_node (&machine, node, "missing");

  for (guint step = 0; ok && frames->len > 0 && !machine.is_done; step++)
    {
      machine.at += strspn (machine.at, " \t\r\n");
      ok = step < MAX_STEPS
           && (machine.wants_operand ? read_operand (&machine)
                                     : read_operator (&machine));
    }
  if (!ok || values->len != 1)
    return arm_make_open (scope, "expression");
  return g_array_index (values, ArmValue, 0);
}

/* Keys. */

char *
arm_make_key (const char *type, const char *name)
{
  g_auto (GStrv) types = g_strsplit (type, "/", -1);
  g_auto (GStrv) names = g_strsplit (name, "/", -1);
  g_autoptr (GString) key = g_string_new (types[0]);
  guint n = 0;

  for (guint i = 1; types[0] != NULL && types[i] != NULL; i++)
    {
      if (types[i][0] == '\0')
        continue;
      g_string_append_printf (key, "/%s", types[i]);
      if (names[0] != NULL && names[n] != NULL)
        g_string_append_printf (key, "/%s", names[n++]);
    }
  while (names[0] != NULL && names[n] != NULL)
    g_string_append_printf (key, "/%s", names[n++]);
  return g_ascii_strdown (key->str, -1);
}

char *
arm_fold_key (const char *text)
{
  const char *provider = strstr (text, "/providers/");
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) key = g_string_new (NULL);

  if (provider != NULL)
    text = provider + strlen ("/providers/");
  parts = g_strsplit (text, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (key, "%s%s", key->len > 0 ? "/" : "", parts[i]);
  return g_ascii_strdown (key->str, -1);
}
