/* SPDX-License-Identifier: EUPL-1.2
 *
 * What can be asked of a schema itself: whether it is sound, how its fields
 * are listed for the man pages, and which field a key means.
 */
#ifndef BASE_SCHEMA_H
#define BASE_SCHEMA_H

#include <uitweg/table.h>

/* A schema and its children are nested no deeper than this. */
#define BASE_SCHEMA_MAX_DEPTH 8

/* "text", "enum", "bool" ...: the word of a type in listings. */
const char *base_field_type_get_name (UitwegFieldType type);

/* The schemas of the child tables of TEXTS (0: text), NUMBERS (0: number) and
 * TAGS (0: key, 1: value). */
const UitwegSchema *base_schema_get_texts (void);
const UitwegSchema *base_schema_get_numbers (void);
const UitwegSchema *base_schema_get_tags (void);

/* The number of the field with that key, or -1. O(fields). */
gint base_schema_find (const UitwegSchema *schema, const char *key);

/* Whether a schema can be read, written and documented: keys of lower-case
 * letters, digits and underscores, with at most two dots, none twice, none an
 * object and a value at once, objects in one piece; words where and only where
 * they belong; children of lists only; bounds in order; help without full
 * stop. For tests: schemas are our own.
 *
 * Returns: FALSE if it is not; *problem_out then says which field and why
 *   (transfer full)
 */
gboolean base_schema_check (const UitwegSchema *schema, char **problem_out);

/* Appends one line a field, elements of lists included, separated by tabs:
 * key ("disks[].size_gib"), type, "required" or "-", what is legal (words,
 * range or "-"), help. check-docs compares the man pages with it. */
void base_schema_list (const UitwegSchema *schema, GString *text);

#endif
