/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which resources of several sources are one thing: the rules, and what a
 * merge did by them. The rules are data of the catalog.
 */
#ifndef UITWEG_IDENTITY_H
#define UITWEG_IDENTITY_H

#include <uitweg/catalog.h>
#include <uitweg/estate.h>

G_BEGIN_DECLS

/**
 * UitwegIdentityRule:
 *
 * What two resources may have in common; words as in the table identity of
 * the catalog.
 */
typedef enum
{
  UITWEG_IDENTITY_NATIVE_ID,
  UITWEG_IDENTITY_UUID,
  UITWEG_IDENTITY_SERIAL,
  UITWEG_IDENTITY_MAC,
  UITWEG_IDENTITY_HOST,
  UITWEG_IDENTITY_NAME,
} UitwegIdentityRule;

#define UITWEG_N_IDENTITY_RULES 6

/**
 * UitwegIdentityRules:
 * @enabled: whether the rule counts at all
 * @order: the lower is the stronger
 * @grade: how well a join by the rule is founded
 * @told: whether each join by the rule is told as a conflict is
 * @ignored_uuids: values that say nothing, "a|b*|c"
 * @ignored_serials: likewise
 * @ignored_macs: likewise
 * @ignored_hosts: likewise
 * @ignored_addresses: likewise
 * @connectors: of values of one grade that of the earlier connector wins,
 *   "a|b|c"
 *
 * The rules of identity. The texts belong to whoever made them.
 */
typedef struct
{
  gboolean enabled[UITWEG_N_IDENTITY_RULES];
  double order[UITWEG_N_IDENTITY_RULES];
  UitwegGrade grade[UITWEG_N_IDENTITY_RULES];
  gboolean told[UITWEG_N_IDENTITY_RULES];
  const char *ignored_uuids;
  const char *ignored_serials;
  const char *ignored_macs;
  const char *ignored_hosts;
  const char *ignored_addresses;
  const char *connectors;
} UitwegIdentityRules;

/* (transfer none): the rules of a caller without a catalog; those of the
 * catalog that comes along */
const UitwegIdentityRules *uitweg_identity_rules_get_default (void);

/* (transfer none): the word of a rule: native_id, uuid, serial, mac, host,
 * name */
const char *uitweg_identity_rule_get_name (UitwegIdentityRule rule);

/* The rules of a catalog; its texts, so it must live as long. */
void uitweg_catalog_get_identity_rules (const UitwegCatalog *catalog,
                                        UitwegIdentityRules *rules_out);

/**
 * uitweg_estate_load_by_rules:
 * @paths: (array length=n_paths): JSON Lines files; "-" is standard input
 * @n_paths: how many
 * @n_threads: 1 to 64; changes nothing in the result
 * @rules: (nullable): by which resources are joined; %NULL: the default
 * @pins: (nullable): a YAML or CSV file of what somebody decided, as in
 *   uitweg-merge(1)
 * @error: return location, or %NULL
 *
 * Like uitweg_estate_load(), by other rules or with decisions on top.
 *
 * Returns: (transfer full): the estate, or %NULL with %UITWEG_ESTATE_ERROR
 *   set
 *
 * Since: 0.2
 */
UitwegEstate *uitweg_estate_load_by_rules (const char *const *paths,
                                           guint n_paths,
                                           guint n_threads,
                                           const UitwegIdentityRules *rules,
                                           const char *pins,
                                           GError **error);

/**
 * UitwegMergeNoteKind:
 * @UITWEG_MERGE_JOINED: @other is @id, by @rule, which found @value on both
 * @UITWEG_MERGE_RESOLVED: @other is only mentioned, and means @id
 * @UITWEG_MERGE_MATCHED: cost line @other is of @id
 * @UITWEG_MERGE_CONFLICT: @value of @field wins over @other_value, for @why
 * @UITWEG_MERGE_APART: @id and @other have @value in common and stay apart,
 *   for @why
 * @UITWEG_MERGE_LEFT_OUT: record @id is not in the estate, for @why
 * @UITWEG_MERGE_ALIAS: @value of @field and @other_value are words of two
 *   vocabularies; the first is kept
 *
 * What a merge did.
 */
typedef enum
{
  UITWEG_MERGE_JOINED,
  UITWEG_MERGE_RESOLVED,
  UITWEG_MERGE_MATCHED,
  UITWEG_MERGE_CONFLICT,
  UITWEG_MERGE_APART,
  UITWEG_MERGE_LEFT_OUT,
  UITWEG_MERGE_ALIAS,
} UitwegMergeNoteKind;

#define UITWEG_N_MERGE_NOTE_KINDS 7

/**
 * UitwegMergeNote:
 * @kind: what was done
 * @id: the record it was done to
 * @other: (nullable): another record
 * @rule: (nullable): the rule of identity, or pin
 * @field: (nullable): key of a field
 * @value: (nullable): value of both, or of the winner
 * @source: (nullable): where that came from
 * @grade: how well it is founded
 * @other_value: (nullable): value of the loser
 * @other_source: (nullable): where that came from
 * @other_grade: how well it is founded
 * @why: (nullable): reason: pin, grade, connector, newer, source, text;
 *   one_source, kind, provider, many, or the rule that sets them apart
 *
 * One thing that a merge did. Texts belong to the estate.
 */
typedef struct
{
  UitwegMergeNoteKind kind;
  const char *id;
  const char *other;
  const char *rule;
  const char *field;
  const char *value;
  const char *source;
  UitwegGrade grade;
  const char *other_value;
  const char *other_source;
  UitwegGrade other_grade;
  const char *why;
} UitwegMergeNote;

/* (array length=n_out) (transfer none): what was done to make the estate,
 * sorted by kind and ids */
const UitwegMergeNote *
uitweg_estate_get_merge_notes (const UitwegEstate *estate, guint32 *n_out);

G_END_DECLS

#endif
