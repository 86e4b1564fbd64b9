/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes a raw Terraform state for measuring: groups of a network, machines,
 * volumes, their attachments and a database, as large as asked, on standard
 * output. The same number gives the same bytes.
 */
#include "config.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

static guint64 n_written;

static void put (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
put (const char *format, ...)
{
  va_list arguments;
  gint n;

  va_start (arguments, format);
  n = vfprintf (stdout, format, arguments);
  va_end (arguments);
  n_written += n > 0 ? (guint64) n : 0;
}

static void
begin (const char *type, guint group, guint number)
{
  put ("%s\n    {\n      \"module\": \"module.g%u\",\n"
       "      \"mode\": \"managed\",\n      \"type\": \"%s\",\n"
       "      \"name\": \"r%u\",\n"
       "      \"provider\": \"provider[\\\"registry.example/a/aws\\\"]\",\n"
       "      \"instances\": [\n        {\n"
       "          \"schema_version\": 1,\n          \"attributes\": {\n",
       n_written > 200 ? "," : "", group, type, number);
}

static void
end (const char *dependency)
{
  put ("            \"tags\": {\n              \"Environment\": \"test\",\n"
       "              \"Application\": \"app\"\n            }\n          },\n"
       "          \"sensitive_attributes\": [],\n"
       "          \"private\": \"bnVsbA==\",\n          \"dependencies\": [");
  if (dependency != NULL)
    put ("\"%s\"", dependency);
  put ("]\n        }\n      ]\n    }");
}

/* Some attributes that say nothing, as states have them by the dozen. */
static void
fill (guint n)
{
  for (guint i = 0; i < n; i++)
    put ("            \"attribute_number_%u\": %s,\n", i,
         i % 3 == 0   ? "null"
         : i % 3 == 1 ? "\"some value that says little\""
                      : "[]");
}

static void
put_machine (guint group, guint i)
{
  guint number = group * 100 + i;
  g_autofree char *network = g_strdup_printf ("module.g%u.aws_subnet.r0",
                                              group);
  g_autofree char *machine = g_strdup_printf ("module.g%u.aws_instance.r%u",
                                              group, i);

  begin ("aws_instance", group, i);
  put ("            \"id\": \"i-%017x\",\n"
       "            \"arn\": \"arn:aws:ec2:eu-west-1:123456789012:instance/"
       "i-%017x\",\n"
       "            \"instance_type\": \"m5.large\",\n"
       "            \"subnet_id\": \"subnet-%08x\",\n"
       "            \"root_block_device\": [{\"volume_size\": 20}],\n",
       number, number, group);
  fill (40);
  end (network);
  begin ("aws_ebs_volume", group, i);
  put ("            \"id\": \"vol-%017x\",\n            \"size\": 100,\n",
       number);
  fill (8);
  end (NULL);
  begin ("aws_volume_attachment", group, i);
  put ("            \"id\": \"vai-%08x\",\n"
       "            \"instance_id\": \"i-%017x\",\n"
       "            \"volume_id\": \"vol-%017x\",\n",
       number, number, number);
  fill (2);
  end (machine);
}

int
main (int argc, char **argv)
{
  guint64 mib = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 200;

  put ("{\n  \"version\": 4,\n  \"terraform_version\": \"1.9.0\",\n"
       "  \"serial\": 7,\n  \"lineage\": \"5f0c1d2e-0000-4000-8000-0000\",\n"
       "  \"outputs\": {},\n  \"resources\": [");
  for (guint group = 0; n_written < mib << 20; group++)
    {
      begin ("aws_subnet", group, 0);
      put ("            \"id\": \"subnet-%08x\",\n", group);
      fill (12);
      end (NULL);
      for (guint i = 0; i < 20; i++)
        put_machine (group, i);
    }
  put ("\n  ]\n}\n");
  return fflush (stdout) == 0 ? 0 : 1;
}
