/* SPDX-License-Identifier: EUPL-1.2
 *
 * From names of Terraform to words of the estate: types to kinds, prefixes to
 * providers, and pairs of types or names of attributes to rules.
 */
#ifndef CONNECTORS_TERRAFORM_KINDS_H
#define CONNECTORS_TERRAFORM_KINDS_H

#include "connectors/common/records.h"

G_BEGIN_DECLS

/* The kind of "aws_instance"; UITWEG_KIND_OTHER where no rule knows it, and
 * then `is_known_out` is FALSE. */
UitwegResourceKind terraform_kind_of (const char *type, gboolean *is_known_out);

/* (transfer none) (nullable): catalog provider of a type, by its prefix */
const char *terraform_provider_of (const char *type);

/* Why a resource of `from` needs one of `to`, as far as kinds tell;
 * CONNECTORS_RULE_DECLARED if they do not. */
ConnectorsRule terraform_rule_of_kinds (const char *from, const char *to);

/* The same where the attribute `key` of `from` holds the id of `to`. */
ConnectorsRule
terraform_rule_of_attribute (const char *key, const char *from, const char *to);

G_END_DECLS

#endif
