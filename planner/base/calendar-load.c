/* SPDX-License-Identifier: EUPL-1.2
 *
 * Reads the rules of a working calendar from a catalog record or the freezes
 * from a scenario; calendar.c makes days of them.
 */
#include "config.h"

#include <string.h>

#include "base/calendar.h"

typedef struct
{
  const BaseDoc *doc;
  const char *name; /* of the file */
  BaseProblems *problems;
} Reader;

static const char *const weekday_words[] = { "mon", "tue", "wed", "thu",
                                             "fri", "sat", "sun", NULL };

static gboolean
complain (const Reader *reader, const BaseNode *node, const char *expected)
{
  base_problems_add (reader->problems, reader->name, node->line, node->column,
                     "found %s%s%s, expected %s", node->text != NULL ? "'" : "",
                     node->text != NULL ? node->text : "another kind of value",
                     node->text != NULL ? "'" : "", expected);
  return FALSE;
}

static gboolean
complain_of_key (const Reader *reader,
                 const BaseNode *node,
                 const char *const *keys)
{
  const char *near = base_nearest (node->key, keys);

  base_problems_add (reader->problems, reader->name, node->line, node->column,
                     "found key '%s', expected %s%s", node->key,
                     near != NULL ? "perhaps " : "one of uitweg-catalog(5)",
                     near != NULL ? near : "");
  return FALSE;
}

static gint
find_word (const char *const *words, const char *word)
{
  for (gint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  return -1;
}

/* Returns 1 for Monday to 7, or 0. */
static gint
get_weekday (const BaseNode *node)
{
  return node->kind == BASE_NODE_STRING
             ? find_word (weekday_words, node->text) + 1
             : 0;
}

static gboolean
read_int (const Reader *reader,
          const BaseNode *node,
          gint low,
          gint high,
          gint *value_out)
{
  g_autofree char *expected = NULL;
  gint64 value;

  if (node->kind == BASE_NODE_NUMBER
      && g_ascii_string_to_signed (node->text, 10, low, high, &value, NULL))
    {
      *value_out = (gint) value;
      return TRUE;
    }
  expected = g_strdup_printf ("a whole number from %d to %d", low, high);
  return complain (reader, node, expected);
}

static gboolean
read_day (const Reader *reader, const BaseNode *node, UitwegDay *day_out)
{
  if (node->kind == BASE_NODE_STRING && uitweg_day_parse (node->text, day_out))
    return TRUE;
  return complain (reader, node, "a date such as 2027-12-31");
}

static gboolean
check_kind (const Reader *reader,
            const BaseNode *node,
            BaseNodeKind kind,
            const char *expected)
{
  return node->kind == kind || complain (reader, node, expected);
}

static gboolean
read_working_days (const Reader *reader,
                   BaseCalendar *calendar,
                   const BaseNode *list)
{
  const char *expected = "a list of mon, tue, wed, thu, fri, sat, sun";
  guint mask = 0;

  if (!check_kind (reader, list, BASE_NODE_LIST, expected))
    return FALSE;
  for (const BaseNode *node = base_doc_first (reader->doc, list); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      gint weekday = get_weekday (node);

      if (weekday == 0)
        return complain (reader, node, expected);
      mask |= 1U << (weekday - 1);
    }
  if (mask == 0)
    return complain (reader, list, "at least one day");
  base_calendar_set_weekdays (calendar, mask);
  return TRUE;
}

static gboolean
read_hours (const Reader *reader, BaseCalendar *calendar, const BaseNode *map)
{
  static const char *const keys[] = { "from", "until", NULL };
  gint hours[2] = { -1, -1 };

  if (!check_kind (reader, map, BASE_NODE_MAP, "{from, until} in hours"))
    return FALSE;
  for (const BaseNode *node = base_doc_first (reader->doc, map); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      gint key = find_word (keys, node->key);

      if (key < 0)
        return complain_of_key (reader, node, keys);
      if (!read_int (reader, node, 0, 24, &hours[key]))
        return FALSE;
    }
  if (hours[0] < 0 || hours[1] <= hours[0])
    return complain (reader, map, "from and until, until the later");
  base_calendar_set_hours (calendar, hours[0], hours[1]);
  return TRUE;
}

/* "04-27" */
static gboolean
read_month_day (const Reader *reader,
                const BaseNode *node,
                BaseHolidayRule *rule)
{
  g_autofree char *text = NULL;
  UitwegDay day;

  if (node->kind == BASE_NODE_STRING)
    text = g_strconcat ("2000-", node->text, NULL);
  if (text == NULL || !uitweg_day_parse (text, &day))
    return complain (reader, node, "a day of the year such as 12-25");
  uitweg_day_to_date (day, NULL, &rule->month, &rule->day);
  rule->kind = BASE_HOLIDAY_FIXED;
  return TRUE;
}

/* {sun: -1} */
static gboolean
read_move (const Reader *reader, const BaseNode *map, BaseHolidayRule *rule)
{
  if (!check_kind (reader, map, BASE_NODE_MAP, "weekdays with days to move"))
    return FALSE;
  for (const BaseNode *node = base_doc_first (reader->doc, map); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      gint weekday = find_word (weekday_words, node->key) + 1, days;

      if (weekday == 0)
        return complain_of_key (reader, node, weekday_words);
      if (!read_int (reader, node, -7, 7, &days))
        return FALSE;
      rule->move[weekday] = (gint8) days;
    }
  return TRUE;
}

typedef enum
{
  KEY_NAME,
  KEY_NAME_NL,
  KEY_MONTH_DAY,
  KEY_EASTER,
  KEY_WEEKDAY,
  KEY_NTH,
  KEY_MONTH,
  KEY_OFFSET,
  KEY_FROM_YEAR,
  KEY_UNTIL_YEAR,
  KEY_EVERY,
  KEY_MOVE,
} HolidayKey;

static const char *const holiday_keys[] = {
  "name",   "name_nl",   "month_day",  "easter", "weekday", "nth", "month",
  "offset", "from_year", "until_year", "every",  "move",    NULL,
};

static gboolean
read_holiday_key (const Reader *reader,
                  const BaseNode *node,
                  HolidayKey key,
                  BaseHolidayRule *rule)
{
  switch (key)
    {
    case KEY_NAME:
      rule->name = node->text;
      return check_kind (reader, node, BASE_NODE_STRING, "a name");
    case KEY_NAME_NL:
      return check_kind (reader, node, BASE_NODE_STRING, "a name");
    case KEY_MONTH_DAY:
      return read_month_day (reader, node, rule);
    case KEY_EASTER:
      rule->kind = BASE_HOLIDAY_EASTER;
      return read_int (reader, node, -366, 366, &rule->offset);
    case KEY_WEEKDAY:
      rule->kind = BASE_HOLIDAY_NTH_WEEKDAY;
      rule->weekday = get_weekday (node);
      return rule->weekday > 0 || complain (reader, node, "mon to sun");
    case KEY_NTH:
      return read_int (reader, node, -5, 5, &rule->nth);
    case KEY_MONTH:
      return read_int (reader, node, 1, 12, &rule->month);
    case KEY_OFFSET:
      return read_int (reader, node, -366, 366, &rule->offset);
    case KEY_FROM_YEAR:
      return read_int (reader, node, 1900, 2999, &rule->from_year);
    case KEY_UNTIL_YEAR:
      return read_int (reader, node, 1900, 2999, &rule->until_year);
    case KEY_EVERY:
      return read_int (reader, node, 1, 100, &rule->every);
    case KEY_MOVE:
      return read_move (reader, node, rule);
    }
  return FALSE;
}

/* One of month_day, easter or weekday says what kind of rule it is; keys of
 * another kind beside it would be ignored, and are errors. */
static gboolean
is_one_kind (const BaseDoc *doc, const BaseNode *map)
{
  gboolean fixed = base_doc_find (doc, map, "month_day") != NULL;
  gboolean easter = base_doc_find (doc, map, "easter") != NULL;
  gboolean nth = base_doc_find (doc, map, "weekday") != NULL;
  gboolean of_nth = base_doc_find (doc, map, "nth") != NULL
                    || base_doc_find (doc, map, "month") != NULL
                    || base_doc_find (doc, map, "offset") != NULL;

  return fixed + easter + nth == 1 && (nth || !of_nth);
}

static gboolean
read_holiday (const Reader *reader, BaseCalendar *calendar, const BaseNode *map)
{
  BaseHolidayRule rule = { .name = NULL };

  if (!check_kind (reader, map, BASE_NODE_MAP, "a holiday with its name"))
    return FALSE;
  for (const BaseNode *node = base_doc_first (reader->doc, map); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      gint key = find_word (holiday_keys, node->key);

      if (key < 0)
        return complain_of_key (reader, node, holiday_keys);
      if (!read_holiday_key (reader, node, (HolidayKey) key, &rule))
        return FALSE;
    }
  if (rule.name == NULL || !is_one_kind (reader->doc, map)
      || !base_calendar_add_holiday (calendar, &rule))
    return complain (reader, map,
                     "name, and one of month_day, easter, or weekday with "
                     "nth and month");
  return TRUE;
}

/* {date, name} */
static gboolean
read_day_off (const Reader *reader, BaseCalendar *calendar, const BaseNode *map)
{
  static const char *const keys[] = { "date", "name", NULL };
  UitwegDay day = UITWEG_DAY_UNKNOWN;
  const char *name = NULL;

  if (!check_kind (reader, map, BASE_NODE_MAP, "{date, name}"))
    return FALSE;
  for (const BaseNode *node = base_doc_first (reader->doc, map); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      gint key = find_word (keys, node->key);

      if (key < 0)
        return complain_of_key (reader, node, keys);
      if (key == 0 && !read_day (reader, node, &day))
        return FALSE;
      if (key == 1)
        name = node->text;
    }
  if (day == UITWEG_DAY_UNKNOWN)
    return complain (reader, map, "{date, name}");
  base_calendar_add_day_off (calendar, day, name);
  return TRUE;
}

/* {from, until, why} */
static gboolean
read_freeze (const Reader *reader, BaseCalendar *calendar, const BaseNode *map)
{
  static const char *const keys[] = { "from", "until", "why", NULL };
  UitwegDay days[2] = { UITWEG_DAY_UNKNOWN, UITWEG_DAY_UNKNOWN };
  const char *why = NULL;

  if (!check_kind (reader, map, BASE_NODE_MAP, "{from, until, why}"))
    return FALSE;
  for (const BaseNode *node = base_doc_first (reader->doc, map); node != NULL;
       node = base_doc_next (reader->doc, node))
    {
      gint key = find_word (keys, node->key);

      if (key < 0)
        return complain_of_key (reader, node, keys);
      if (key < 2 && !read_day (reader, node, &days[key]))
        return FALSE;
      if (key == 2)
        why = node->text;
    }
  if (days[0] == UITWEG_DAY_UNKNOWN || days[1] <= days[0])
    return complain (reader, map, "from, and until the day after the last");
  base_calendar_add_freeze (calendar, days[0], days[1], why);
  return TRUE;
}

typedef gboolean (*ReadItem) (const Reader *reader,
                              BaseCalendar *calendar,
                              const BaseNode *item);

static gboolean
read_list (const Reader *reader,
           BaseCalendar *calendar,
           const BaseNode *list,
           ReadItem read_item)
{
  gboolean ok = TRUE;

  if (!check_kind (reader, list, BASE_NODE_LIST, "a list"))
    return FALSE;
  for (const BaseNode *node = base_doc_first (reader->doc, list); node != NULL;
       node = base_doc_next (reader->doc, node))
    ok = read_item (reader, calendar, node) && ok;
  return ok;
}

gboolean
base_calendar_load_freezes (BaseCalendar *calendar,
                            const BaseDoc *doc,
                            const BaseNode *list,
                            const char *name,
                            BaseProblems *problems)
{
  const Reader reader = { doc, name, problems };

  return read_list (&reader, calendar, list, read_freeze);
}

gboolean
base_calendar_load (BaseCalendar *calendar,
                    const BaseDoc *doc,
                    const BaseNode *record,
                    const char *name,
                    BaseProblems *problems)
{
  static const char *const keys[] = {
    "working_days", "hours", "holidays", "days_off", "freeze",
    "id",           "name",  "name_nl",  "note",     NULL
  };
  static const ReadItem readers[] = { read_holiday, read_day_off, read_freeze };
  const Reader reader = { doc, name, problems };
  gboolean ok = TRUE;

  if (!check_kind (&reader, record, BASE_NODE_MAP, "a calendar"))
    return FALSE;
  for (const BaseNode *node = base_doc_first (doc, record); node != NULL;
       node = base_doc_next (doc, node))
    {
      gint key = find_word (keys, node->key);

      if (key < 0)
        ok = complain_of_key (&reader, node, keys);
      else if (key == 0)
        ok = read_working_days (&reader, calendar, node) && ok;
      else if (key == 1)
        ok = read_hours (&reader, calendar, node) && ok;
      else if (key < 5)
        ok = read_list (&reader, calendar, node, readers[key - 2]) && ok;
    }
  if (ok)
    base_calendar_compile (calendar);
  return ok;
}
