/* SPDX-License-Identifier: EUPL-1.2
 *
 * What a bill's words mean: providers, kinds of things, their native types.
 */
#ifndef CONNECTORS_FOCUS_KINDS_H
#define CONNECTORS_FOCUS_KINDS_H

#include <uitweg/estate.h>

G_BEGIN_DECLS

/* (transfer none) (nullable): the catalog's provider of that name */
const char *focus_provider_of (const char *name);

/* What a thing is, from its id first, then from the words beside it (each
 * may be NULL). */
typedef struct
{
  const char *native_id;
  const char *type;
  const char *category;
  const char *service;
} FocusWords;

/* *native_type_out is (transfer full) (nullable). */
UitwegResourceKind focus_kind_of (const FocusWords *words,
                                  char **native_type_out);

G_END_DECLS

#endif
