/* SPDX-License-Identifier: EUPL-1.2
 *
 * The aws-dump connector: answers of calls by others with their counts, and a
 * folder of our own with edges, sizes, money and what must not come out.
 */
#include "config.h"

#include "connectors-common.h"

#include "connectors/common/sample.h"

#include <uitweg/day.h>

#include <glib/gstdio.h>
#include <string.h>

#define ACCOUNT "aws/123456789012"
#define HERE ACCOUNT "/eu-west-1"

static const char *const none[] = { NULL };

static Collected *
collect_one (const char *path)
{
  return collect ("aws-dump", (const char *[]){ path, NULL }, none, none);
}

static Collected *
collect_shared (const char *name)
{
  g_autofree char *relative = g_strdup_printf ("aws/%s", name);
  g_autofree char *path = shared_input (relative);

  return path != NULL ? collect_one (path) : NULL;
}

static Collected *
collect_own (const char *name)
{
  g_autofree char *path = own_input ("aws-dump", name);

  return collect_one (path);
}

static const UitwegTable *
resources_of (const Collected *collected)
{
  return uitweg_estate_get_table (collected->estate, UITWEG_RECORD_RESOURCE);
}

/* Dependencies of a rule. */
static guint
count_rule (const Collected *collected, const char *rule)
{
  const UitwegTable *table = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_DEPENDENCY);
  guint n = 0;

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    n += g_strcmp0 (uitweg_table_text (table, i, UITWEG_DEPENDENCY_RULE), rule)
                 == 0
             ? 1
             : 0;
  return n;
}

/* Things of a kind that a file defines. */
static guint
count_kind (const Collected *collected, UitwegResourceKind kind)
{
  const UitwegTable *table = resources_of (collected);
  guint n = 0;

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    if (!uitweg_estate_is_placeholder (collected->estate, i)
        && uitweg_table_enum (table, i, UITWEG_RESOURCE_KIND) == (gint) kind)
      n++;
  return n;
}

static gint64
sum_of (const Collected *collected, guint field)
{
  const UitwegTable *table = resources_of (collected);
  gint64 sum = 0;

  for (guint32 i = 0; i < uitweg_table_get_n_rows (table); i++)
    if (uitweg_table_has (table, i, field))
      sum += uitweg_table_int64 (table, i, field);
  return sum;
}

static const char *
text_of (const Collected *collected, const char *id, guint field)
{
  return uitweg_table_text (resources_of (collected),
                            collected_require (collected, id), field);
}

static gint64
number_of (const Collected *collected, const char *id, guint field)
{
  return uitweg_table_int64 (resources_of (collected),
                             collected_require (collected, id), field);
}

/* Whether the first source notes something that fits. */
static gboolean
has_problem (const Collected *collected, const char *pattern)
{
  const UitwegTable *sources = uitweg_estate_get_table (collected->estate,
                                                        UITWEG_RECORD_SOURCE);
  const UitwegTable *problems = uitweg_table_child (sources,
                                                    UITWEG_SOURCE_PROBLEMS);
  guint32 first;
  guint32 n;

  uitweg_table_list (sources, 0, UITWEG_SOURCE_PROBLEMS, &first, &n);
  for (guint32 i = first; i < first + n; i++)
    if (g_pattern_match_simple (
            pattern,
            uitweg_table_text (problems, i, UITWEG_SOURCE_PROBLEM_ERROR)))
      return TRUE;
  return FALSE;
}

static void
test_instances_of_others_give_their_counts (void)
{
  g_autoptr (Collected)
      collected = collect_shared ("ec2/instances/DESCRIBE_INSTANCES.json");

  if (collected == NULL)
    return;
  g_assert_cmpuint (count_kind (collected, UITWEG_KIND_VM), ==, 4);
  g_assert_cmpint (sum_of (collected, UITWEG_RESOURCE_VCPU), ==, 8);
  g_assert_cmpuint (count_rule (collected, "guarded_by"), ==, 8);
  /* 4 volumes and 4 network interfaces */
  g_assert_cmpuint (count_rule (collected, "attached"), ==, 8);
  g_assert_cmpuint (count_rule (collected, "acts_as"), ==, 4);
  g_assert_false (collected->is_complete);
  g_assert_true (has_problem (collected, "NextToken is not empty*"));
}

static void
test_groups_of_others_give_one_edge (void)
{
  g_autoptr (Collected)
      collected = collect_shared ("ec2/security_groups/DESCRIBE_SGS.json");

  if (collected == NULL)
    return;
  g_assert_cmpuint (collected->n_resources, ==, 5);
  g_assert_cmpuint (count_rule (collected, "reachable_from"), ==, 1);
  g_assert_true (has_problem (collected, "left out 2 of things on themselves"));
}

static void
test_balancers_of_others_give_their_counts (void)
{
  g_autoptr (Collected) classic = collect_shared (
      "ec2/load_balancers/DESCRIBE_LOAD_BALANCERS.json");
  g_autoptr (Collected) newer = NULL;
  g_autoptr (Collected) groups = NULL;

  if (classic == NULL)
    return;
  newer = collect_shared ("ec2/load_balancers/LOAD_BALANCER_DATA.json");
  groups = collect_shared ("ec2/load_balancers/TARGET_GROUPS.json");
  g_assert_cmpuint (classic->n_resources, ==, 2);
  g_assert_cmpuint (count_rule (classic, "fronts"), ==, 3);
  g_assert_cmpuint (newer->n_resources, ==, 2);
  g_assert_cmpuint (groups->n_resources, ==, 4);
  /* the instance, the function and the balancer; the address is of nothing */
  g_assert_cmpuint (count_rule (groups, "fronts"), ==, 3);
}

static void
test_tables_of_others_give_their_sizes (void)
{
  g_autoptr (Collected)
      collected = collect_shared ("dynamodb/LIST_DYNAMODB_TABLES.json");

  if (collected == NULL)
    return;
  g_assert_cmpuint (collected->n_resources, ==, 7);
  g_assert_cmpint (sum_of (collected, UITWEG_RESOURCE_DATA), ==, 585000000);
  g_assert_cmpint (sum_of (collected, UITWEG_RESOURCE_OBJECTS), ==, 5850000);
}

static void
test_functions_of_others_give_their_counts (void)
{
  g_autoptr (Collected)
      functions = collect_shared ("lambda_function/LIST_LAMBDA_FUNCTIONS.json");
  g_autoptr (Collected) mappings = NULL;

  if (functions == NULL)
    return;
  mappings = collect_shared ("lambda_function/LIST_EVENT_SOURCE_MAPPINGS.json");
  g_assert_cmpuint (functions->n_resources, ==, 10);
  g_assert_cmpint (sum_of (functions, UITWEG_RESOURCE_DATA), ==, 15011564);
  g_assert_cmpstr (collected_tag (functions, 0, "environment_variables"), ==,
                   "24");
  g_assert_cmpuint (count_rule (functions, "declared"), ==, 3);
  g_assert_cmpuint (count_rule (mappings, "reads_from"), ==, 2);
  collected_forbid (functions, "centralized_account_id");
}

static void
test_the_rest_of_others_gives_its_counts (void)
{
  static const struct
  {
    const char *file;
    guint n;
  } files[] = {
    { "rds/DESCRIBE_DBINSTANCES_RESPONSE.json", 1 },
    { "rds/DESCRIBE_DBCLUSTERS_RESPONSE.json", 1 },
    { "rds/DESCRIBE_DBSNAPSHOTS_RESPONSE.json", 1 },
    { "ec2/vpc_endpoints/DESCRIBE_VPC_ENDPOINTS.json", 3 },
    { "ec2/vpcs/TEST_VPCS.json", 6 },
    { "ec2/subnets/DESCRIBE_SUBNETS.json", 3 },
    { "eks/DESCRIBE_CLUSTERS.json", 2 },
    { "elasticsearch/GET_ES_DOMAINS.json", 2 },
    { "eventbridge/GET_EVENTBRIDGE_RULES.json", 2 },
    { "cognito/GET_COGNITO_USER_POOLS.json", 2 },
    { "secretsmanager/SECRETS_RAW_DATA.json", 3 },
    { "sqs/GET_SQS_QUEUE_ATTRIBUTES.json", 2 },
    { "ses/GET_EMAIL_IDENTITIES.json", 2 }, /* and one that is a person */
    { "guardduty/GET_FINDINGS.json", 0 },
    { "iam/user_policies/GET_USER_LIST_DATA.json", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (Collected) collected = collect_shared (files[i].file);

      if (collected == NULL)
        return;
      if (collected->n_resources != files[i].n)
        g_error ("%s: found %u resources, expected %u", files[i].file,
                 collected->n_resources, files[i].n);
    }
}

static void
test_reservations_of_others_are_contracts (void)
{
  g_autoptr (Collected) collected = collect_shared (
      "ec2/reserved_instances/DESCRIBE_RESERVED_INSTANCES.json");
  const UitwegTable *contracts;
  UitwegDay end;

  if (collected == NULL)
    return;
  contracts = uitweg_estate_get_table (collected->estate,
                                       UITWEG_RECORD_CONTRACT);
  g_assert_true (uitweg_day_parse ("2018-10-14", &end));
  g_assert_cmpuint (uitweg_table_get_n_rows (contracts), ==, 2);
  for (guint32 i = 0; i < 2; i++)
    g_assert_cmpint (uitweg_table_day (contracts, i, UITWEG_CONTRACT_END), ==,
                     end);
}

static void
test_all_answers_of_others_become_one_estate (void)
{
  g_autofree char *path = shared_input ("aws");
  g_autoptr (Collected) collected = NULL;

  if (path == NULL)
    return;
  collected = collect_one (path);
  g_assert_cmpuint (collected->n_resources, >, 100);
  collected_forbid (collected, "AKIA");
  collected_forbid (collected, "user1");
  collected_forbid (collected, "user@example.com");
}

static void
test_a_folder_gives_things_and_edges (void)
{
  g_autoptr (Collected) collected = collect_own ("dump");
  static const char *const edges[][3] = {
    { HERE "/i-0000000000000000a", HERE "/subnet-0000000000000000a",
      "in_network" },
    { HERE "/i-0000000000000000b", HERE "/i-0000000000000000c", "shares_disk" },
    { HERE "/i-0000000000000000a", ACCOUNT "/iam/instance-profile/web",
      "acts_as" },
    { HERE "/sg-0000000000000web", HERE "/sg-00000000000000lb",
      "reachable_from" },
    { HERE "/subnet-0000000000000000b", HERE "/rtb-0000000000000000a",
      "in_network" },
    { HERE "/rtb-0000000000000000a", HERE "/nat-0000000000000000a",
      "in_network" },
    { HERE "/elasticloadbalancing/targetgroup/winkel-web/2222222222222222",
      HERE "/i-0000000000000000a", "fronts" },
    { HERE "/rds/db:winkel-db-kopie", HERE "/rds/db:winkel-db",
      "replicates_from" },
    { HERE "/lambda/function:bestelling", HERE "/rds/db:winkel-db", "calls" },
    { HERE "/lambda/function:bestelling", HERE "/sqs/bestellingen", "calls" },
    { HERE "/lambda/function:bestelling", HERE "/sqs/bestellingen",
      "reads_from" },
    { HERE "/lambda/function:bestelling", "aws/s3/winkel-plaatjes", "calls" },
    { HERE "/ecs/task-definition/zoek:3", HERE "/ecr/repository/winkel/zoek",
      "restores_from" },
    { HERE "/ecs/task-definition/zoek:3",
      HERE "/secretsmanager/secret:zoek-AbCdEf", "reads_from" },
    { HERE "/events/rule/nacht", HERE "/lambda/function:bestelling", "calls" },
    { HERE "/sns/meldingen", HERE "/sqs/bestellingen", "calls" },
    { ACCOUNT "/cloudfront/distribution/E1", "aws/s3/winkel-plaatjes",
      "fronts" },
    { ACCOUNT "/route53/record/db.example.org/CNAME", HERE "/rds/db:winkel-db",
      "fronts" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    collected_require_edge (collected, edges[i][0], edges[i][1], edges[i][2]);
  g_assert_cmpuint (count_kind (collected, UITWEG_KIND_VM), ==, 3);
  g_assert_cmpuint (count_kind (collected, UITWEG_KIND_CONTAINER), ==, 1);
  collected_forbid (collected, "planted");
  collected_forbid (collected, "Planted");
}

static void
test_a_folder_gives_values (void)
{
  g_autoptr (Collected) collected = collect_own ("dump");
  const char *machine = HERE "/i-0000000000000000a";
  const gint64 gib = (gint64) 1 << 30;
  guint32 row = collected_require (collected, machine);

  g_assert_cmpstr (text_of (collected, machine, UITWEG_RESOURCE_NATIVE_ID), ==,
                   "arn:aws:ec2:eu-west-1:123456789012:instance/"
                   "i-0000000000000000a");
  g_assert_cmpstr (text_of (collected, machine, UITWEG_RESOURCE_REGION), ==,
                   "eu-west-1");
  g_assert_cmpint (number_of (collected, machine, UITWEG_RESOURCE_VCPU), ==, 2);
  g_assert_cmpint (uitweg_table_enum (resources_of (collected), row,
                                      UITWEG_RESOURCE_ENVIRONMENT),
                   ==, UITWEG_ENVIRONMENT_PRODUCTION);
  g_assert_cmpstr (text_of (collected, machine, UITWEG_RESOURCE_APPLICATION),
                   ==, "webwinkel");
  g_assert_cmpint (number_of (collected, HERE "/dynamodb/table/mandjes",
                              UITWEG_RESOURCE_DATA),
                   ==, 2 * gib);
  /* The newest of two points. */
  g_assert_cmpint (
      number_of (collected, "aws/s3/winkel-plaatjes", UITWEG_RESOURCE_DATA), ==,
      10 * gib);
  /* A service is as large as its definition, and counts its tasks. */
  g_assert_cmpint (number_of (collected, HERE "/ecs/service/winkel/zoek",
                              UITWEG_RESOURCE_MEMORY),
                   ==, 2 * gib);
  g_assert_cmpint (number_of (collected, HERE "/ecs/service/winkel/zoek",
                              UITWEG_RESOURCE_COUNT),
                   ==, 2);
  g_assert_true (collected_has_feature (
      collected, collected_require (collected, HERE "/rds/db:winkel-db"),
      "postgresql:15"));
  g_assert_cmpstr (
      text_of (collected, HERE "/rds/db:winkel-db", UITWEG_RESOURCE_REDUNDANCY),
      ==, "zone");
  /* A call that no row knows, and a thing that only its tags tell of. */
  g_assert_cmpstr (text_of (collected, HERE "/glue/job/nachtelijk",
                            UITWEG_RESOURCE_NATIVE_TYPE),
                   ==, "api:glue:job");
  collected_require (collected, HERE "/lambda/function:vergeten");
}

static void
test_measured_values_are_kept (void)
{
  g_autoptr (Collected) collected = collect_own ("dump");
  const UitwegTable *table = resources_of (collected);
  const UitwegTable *list = uitweg_table_child (table,
                                                UITWEG_RESOURCE_UTILISATION);
  guint32 first;
  guint32 n;

  g_assert_true (uitweg_table_list (
      table, collected_require (collected, HERE "/i-0000000000000000a"),
      UITWEG_RESOURCE_UTILISATION, &first, &n));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (
      uitweg_table_text (list, first, UITWEG_UTILISATION_STATISTIC), ==,
      "average");
  g_assert_cmpfloat_with_epsilon (
      uitweg_table_number (list, first, UITWEG_UTILISATION_VALUE), 0.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      uitweg_table_number (list, first + 2, UITWEG_UTILISATION_VALUE), 0.48,
      1e-9);
}

static void
test_money_is_exact (void)
{
  g_autoptr (Collected) collected = collect_own ("dump");
  const UitwegTable *costs = uitweg_estate_get_table (collected->estate,
                                                      UITWEG_RECORD_COST);
  const UitwegTable *contracts = uitweg_estate_get_table (
      collected->estate, UITWEG_RECORD_CONTRACT);
  gint64 sum = 0;
  guint32 plan;

  g_assert_cmpuint (uitweg_table_get_n_rows (costs), ==, 2);
  for (guint32 i = 0; i < 2; i++)
    sum += uitweg_table_int64 (costs, i, UITWEG_COST_BILLED);
  g_assert_cmpint (sum, ==, 124956789);
  g_assert_cmpuint (uitweg_table_get_n_rows (contracts), ==, 2);
  plan = uitweg_estate_find (collected->estate, UITWEG_RECORD_CONTRACT,
                             "contract/aws/sp-1");
  g_assert_cmpint (uitweg_table_int64 (contracts, plan,
                                       UITWEG_CONTRACT_COMMITMENT_EUR_PER_YEAR),
                   ==, (gint64) 4380 * 1000000);
}

static void
test_what_is_missing_is_told (void)
{
  g_autoptr (Collected) collected = collect_own ("dump");

  g_assert_false (collected->is_complete);
  g_assert_true (has_problem (collected, "the call was refused: AccessDenied"));
  g_assert_true (has_problem (collected, "*eu-central-1*no other answer"));
  g_assert_true (has_problem (collected, "1: terminated or deleted"));
  g_assert_true (has_problem (collected, "2: tasks of services*"));
}

static void
test_the_order_of_files_changes_nothing (void)
{
  g_autofree char *folder = own_input ("aws-dump",
                                       "dump/123456789012/eu-west-1");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) turned = g_ptr_array_new ();
  g_autoptr (Collected) one = NULL;
  g_autoptr (Collected) other = NULL;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  for (guint i = paths->len; i > 0; i--)
    g_ptr_array_add (turned, g_ptr_array_index (paths, i - 1));
  g_ptr_array_add (paths, NULL);
  g_ptr_array_add (turned, NULL);
  one = collect ("aws-dump", (const char *const *) paths->pdata, none, none);
  other = collect ("aws-dump", (const char *const *) turned->pdata, none, none);
  g_assert_cmpstr (uitweg_estate_get_digest (one->estate), ==,
                   uitweg_estate_get_digest (other->estate));
}

/* Collects a text as a file of that name. */
static Collected *
collect_text (const char *name,
              const char *text,
              const char *const *keys,
              const char *const *values)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  Collected *collected;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  collected = collect ("aws-dump", (const char *[]){ path, NULL }, keys,
                       values);
  g_unlink (path);
  return collected;
}

static void
test_options_say_where_a_bare_list_is (void)
{
  g_autofree char *flat = own_input ("aws-dump", "flat");
  g_autofree char *queues = own_input ("aws-dump", "queues.json");
  g_autoptr (Collected)
      volumes = collect ("aws-dump", (const char *[]){ flat, NULL },
                         (const char *[]){ "account", "region", NULL },
                         (const char *[]){ "123456789012", "eu-west-3", NULL });
  g_autoptr (Collected) named = collect (
      "aws-dump", (const char *[]){ queues, NULL },
      (const char *[]){ "kind", NULL }, (const char *[]){ "QueueUrls", NULL });
  g_autoptr (Collected) unnamed = collect_one (queues);

  collected_require (volumes, ACCOUNT "/eu-west-3/vol-0000000000000flat");
  collected_require (named, HERE "/sqs/vlak");
  g_assert_cmpuint (unnamed->n_resources, ==, 0);
  g_assert_true (has_problem (unnamed, "1: of a kind that is not known"));
}

static void
test_the_same_thing_twice_is_one_record (void)
{
  static const char *const orders[] = {
    "{\"Volumes\":[{\"VolumeId\":\"vol-1\",\"Size\":8},"
    "{\"VolumeId\":\"vol-1\",\"Size\":9}]}",
    "{\"Volumes\":[{\"VolumeId\":\"vol-1\",\"Size\":9},"
    "{\"VolumeId\":\"vol-1\",\"Size\":8}]}",
  };
  g_autoptr (Collected)
      one = collect_text ("uitweg-volumes.json", orders[0], none, none);
  g_autoptr (Collected)
      other = collect_text ("uitweg-volumes.json", orders[1], none, none);

  g_assert_cmpuint (one->n_resources, ==, 1);
  g_assert_cmpuint (other->n_resources, ==, 1);
  g_assert_true (has_problem (one, "1: told of more than once"));
  for (guint i = 0; i < 2; i++)
    {
      const Collected *collected = i == 0 ? one : other;
      const UitwegTable *disks = uitweg_table_child (resources_of (collected),
                                                     UITWEG_RESOURCE_DISKS);

      g_assert_cmpuint (uitweg_table_get_n_rows (disks), ==, 2);
      g_assert_cmpint (
          uitweg_table_int64 (disks, 0, UITWEG_DISK_SIZE), ==,
          uitweg_table_int64 (
              uitweg_table_child (resources_of (one), UITWEG_RESOURCE_DISKS), 0,
              UITWEG_DISK_SIZE));
    }
}

static void
test_every_sign_of_more_makes_it_incomplete (void)
{
  static const char *const signs[] = {
    "\"NextToken\":\"x\"",       "\"nextToken\":\"x\"",
    "\"Marker\":\"x\"",          "\"NextMarker\":\"x\"",
    "\"PaginationToken\":\"x\"", "\"LastEvaluatedTableName\":\"x\"",
    "\"IsTruncated\":true",      "\"NextContinuationToken\":\"x\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"Vpcs\":[],%s}", signs[i]);
      g_autoptr (Collected)
          collected = collect_text ("uitweg-more.json", text, none, none);

      g_assert_false (collected->is_complete);
    }
}

static void
test_tags_in_all_spellings_are_read (void)
{
  static const char *const spellings[] = {
    "\"Tags\":[{\"Key\":\"environment\",\"Value\":\"prod\"}]",
    "\"TagList\":[{\"Key\":\"Environment\",\"Value\":\"prod\"}]",
    "\"tags\":[{\"key\":\"environment\",\"value\":\"prod\"}]",
    "\"Tags\":[{\"TagKey\":\"environment\",\"TagValue\":\"prod\"}]",
    "\"tags\":{\"environment\":\"prod\"}",
    "\"Tags\":{\"environment\":\"prod\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"Buckets\":[{\"Name\":\"b\",\"CreationDate\":1.5,%s}]}",
          spellings[i]);
      g_autoptr (Collected)
          collected = collect_text ("uitweg-tags.json", text, none, none);

      g_assert_cmpint (
          uitweg_table_enum (resources_of (collected),
                             collected_require (collected, "aws/s3/b"),
                             UITWEG_RESOURCE_ENVIRONMENT),
          ==, UITWEG_ENVIRONMENT_PRODUCTION);
    }
}

/* What Windows writes when output is sent to a file. */
static void
test_utf16_is_read (void)
{
  static const char text[] =
      "\xef\xbb\xbf{\"Topics\":[{\"TopicArn\":"
      "\"arn:aws:sns:eu-west-1:123456789012:meldingen\"}]}";
  gsize length = 0;
  g_autofree char *bytes = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL,
                                      &length, NULL);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (),
                                            "uitweg-utf16.json", NULL);
  g_autoptr (Collected) collected = NULL;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  collected = collect_one (path);
  g_unlink (path);
  collected_require (collected, HERE "/sns/meldingen");
}

/* The other end of a peering is of another account: no gap of ours. */
static void
test_ends_of_a_peering_keep_their_accounts (void)
{
  g_autoptr (Collected) collected = collect_text (
      "uitweg-peering.json",
      "{\"VpcPeeringConnections\":[{\"VpcPeeringConnectionId\":\"pcx-1\","
      "\"RequesterVpcInfo\":{\"VpcId\":\"vpc-1\",\"OwnerId\":"
      "\"123456789012\",\"Region\":\"eu-west-1\"},"
      "\"AccepterVpcInfo\":{\"VpcId\":\"vpc-2\",\"OwnerId\":"
      "\"210987654321\",\"Region\":\"eu-west-1\"}}],"
      "\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"DhcpOptionsId\":\"d\","
      "\"OwnerId\":\"123456789012\"}]}",
      (const char *[]){ "region", NULL },
      (const char *[]){ "eu-west-1", NULL });

  collected_require_edge (collected, HERE "/pcx-1", HERE "/vpc-1",
                          "in_network");
  collected_require_edge (collected, HERE "/pcx-1",
                          "aws/210987654321/eu-west-1/vpc-2", "in_network");
  g_assert_true (collected->is_complete);
}

static guint
recognise_text (const char *text)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (),
                                            "uitweg-look.json", NULL);
  g_autoptr (UitwegConnectorSample) sample = NULL;
  const char *what = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  sample = connectors_sample_new (path, NULL);
  g_unlink (path);
  return uitweg_connectors_find ("aws-dump")->recognise (sample, &what);
}

static void
test_files_are_recognised (void)
{
  g_assert_cmpuint (recognise_text ("{\"Reservations\":[{\"Instances\":["
                                    "{\"InstanceId\":\"i-1\"}]}]}"),
                    ==, CONNECTORS_CERTAIN);
  g_assert_cmpuint (recognise_text ("[{\"VolumeId\":\"v\",\"Size\":1}]"), ==,
                    CONNECTORS_LIKELY);
  g_assert_cmpuint (recognise_text ("{\"QueueUrls\":[\"x\"]}"), ==,
                    CONNECTORS_LIKELY);
  g_assert_cmpuint (recognise_text ("{\"version\":4,\"resources\":[]}"), ==,
                    CONNECTORS_NOT_MINE);
  g_assert_cmpuint (recognise_text ("[{\"name\":\"x\",\"id\":1}]"), ==,
                    CONNECTORS_NOT_MINE);
}

static void
test_what_is_no_answer_is_refused (void)
{
  g_autofree char *text = own_input ("aws-dump", "no-json.json");
  g_autofree char *cut = own_input ("aws-dump", "truncated.json");

  expect_error ("aws-dump", text, UITWEG_CONNECTOR_ERROR_INPUT,
                "*no-json.json:1:*found *");
  expect_error ("aws-dump", cut, UITWEG_CONNECTOR_ERROR_INPUT,
                "*truncated.json:1:*found *");
  expect_error ("aws-dump", "no/such.json", UITWEG_CONNECTOR_ERROR_INPUT,
                "no/such.json: cannot be read: *");
}

/* What Terraform and the calls both tell of is one thing of two sources. */
static void
test_a_state_and_a_dump_merge_without_doubles (void)
{
  g_autofree char *state = own_input ("aws-dump", "same.tfstate");
  g_autoptr (Collected) dump = collect_own ("dump");
  g_autoptr (Collected) terraform = collect (
      "terraform", (const char *[]){ state, NULL }, none, none);
  g_autofree char *first = g_build_filename (g_get_tmp_dir (),
                                             "uitweg-aws-1.jsonl", NULL);
  g_autofree char *second = g_build_filename (g_get_tmp_dir (),
                                              "uitweg-aws-2.jsonl", NULL);
  g_autoptr (UitwegEstate) both = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (terraform->n_resources, ==, 13);
  g_assert_true (uitweg_estate_save (dump->estate, first, &error));
  g_assert_true (uitweg_estate_save (terraform->estate, second, &error));
  both = uitweg_estate_load ((const char *[]){ first, second }, 2, 1, &error);
  g_assert_no_error (error);
  g_unlink (first);
  g_unlink (second);
  g_assert_cmpuint (uitweg_estate_get_n_resources (both), ==,
                    uitweg_estate_get_n_resources (dump->estate));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                    \
  g_test_add_func ("/connectors/aws-dump/" name, function)
  ADD ("instances", test_instances_of_others_give_their_counts);
  ADD ("groups", test_groups_of_others_give_one_edge);
  ADD ("balancers", test_balancers_of_others_give_their_counts);
  ADD ("tables", test_tables_of_others_give_their_sizes);
  ADD ("functions", test_functions_of_others_give_their_counts);
  ADD ("rest", test_the_rest_of_others_gives_its_counts);
  ADD ("reservations", test_reservations_of_others_are_contracts);
  ADD ("all", test_all_answers_of_others_become_one_estate);
  ADD ("edges", test_a_folder_gives_things_and_edges);
  ADD ("values", test_a_folder_gives_values);
  ADD ("measured", test_measured_values_are_kept);
  ADD ("money", test_money_is_exact);
  ADD ("missing", test_what_is_missing_is_told);
  ADD ("order", test_the_order_of_files_changes_nothing);
  ADD ("options", test_options_say_where_a_bare_list_is);
  ADD ("twice", test_the_same_thing_twice_is_one_record);
  ADD ("more", test_every_sign_of_more_makes_it_incomplete);
  ADD ("tags", test_tags_in_all_spellings_are_read);
  ADD ("utf16", test_utf16_is_read);
  ADD ("peering", test_ends_of_a_peering_keep_their_accounts);
  ADD ("recognise", test_files_are_recognised);
  ADD ("refused", test_what_is_no_answer_is_refused);
  ADD ("merge", test_a_state_and_a_dump_merge_without_doubles);
#undef ADD
  return g_test_run ();
}
