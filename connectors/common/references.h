/* SPDX-License-Identifier: EUPL-1.2
 *
 * By what names things are meant: ids, ARNs, addresses, host names. A
 * connector puts in every name of what it reads and asks for the names that
 * it meets; a name that two things have means neither.
 */
#ifndef CONNECTORS_COMMON_REFERENCES_H
#define CONNECTORS_COMMON_REFERENCES_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ConnectorsReferences ConnectorsReferences;

/* `fold_case`: names that differ in the case of ASCII letters are one */
ConnectorsReferences *connectors_references_new (gboolean fold_case);
void connectors_references_free (ConnectorsReferences *references);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConnectorsReferences, connectors_references_free)

/* Says that `name` means the thing with that id; both are copied. NULL and
 * empty names are left out. The same pair again changes nothing. */
void connectors_references_add (ConnectorsReferences *references,
                                const char *name,
                                const char *id);
/* The id, or NULL if no thing or several have the name. (transfer none)
 * (nullable) O(length) */
const char *connectors_references_find (const ConnectorsReferences *references,
                                        const char *name);
gboolean
connectors_references_is_ambiguous (const ConnectorsReferences *references,
                                    const char *name);

/*
 * Looks in a text (the value of an environment variable, a connection string)
 * for names that are known: the whole text, host names, ARNs, words between
 * separators of at least 6 characters. Calls `found` once for each id, in the
 * order of the text. The text itself goes nowhere. O(length)
 */
void connectors_references_scan (const ConnectorsReferences *references,
                                 const char *text,
                                 void (*found) (const char *id, gpointer data),
                                 gpointer data);

G_END_DECLS

#endif
