/* SPDX-License-Identifier: EUPL-1.2
 *
 * The functions of expressions whose arguments are known.
 */
#ifndef CONNECTORS_ARM_FUNCTIONS_H
#define CONNECTORS_ARM_FUNCTIONS_H

#include "connectors/arm/expression.h"

G_BEGIN_DECLS

/* Calls a function, its name in any case of letters. Unknown ones are open. */
ArmValue arm_call (const ArmScope *scope,
                   const char *name,
                   const ArmValue *arguments,
                   guint n,
                   GPtrArray *mentions);

/* "{word}", open. */
ArmValue arm_make_open (const ArmScope *scope, const char *word);

G_END_DECLS

#endif
