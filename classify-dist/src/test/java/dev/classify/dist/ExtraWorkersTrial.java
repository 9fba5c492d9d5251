package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.classify.cli.cluster.ClusterSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Workers that come and go during a job with a slow model, which the simulator of the cluster is:
/// 5, more, and then 3. Nothing is lost, and nothing is asked twice.
record ExtraWorkersTrial(ScratchCluster cluster, int rows, int extra, String latency) {

  private static final String JOB = "extra-workers";
  private static final int ROWS_PER_REQUEST = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// For a long trial: CLASSIFY_EXTRA_TRIAL_WORKERS=5 CLASSIFY_EXTRA_TRIAL_LATENCY=20s
  /// CLASSIFY_EXTRA_TRIAL_ROWS=20000.
  static ExtraWorkersTrial in(ScratchCluster cluster) {
    return new ExtraWorkersTrial(
        cluster,
        Integer.parseInt(setting("ROWS", "4000")),
        Integer.parseInt(setting("WORKERS", "2")),
        setting("LATENCY", "2s"));
  }

  private static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault("CLASSIFY_EXTRA_TRIAL_" + name, otherwise);
  }

  void run() throws Exception {
    Path input = Samples.distinct(cluster.folder(), rows);
    cluster.changeSimulator("settings", "{\"latency\":\"constant:" + latency + "\"}");
    cluster.changeSimulator("reset", "{}");
    BuiltProgram.RunningCall job =
        cluster.begin(
            "run",
            input.toString(),
            "--job",
            JOB,
            "--rpm",
            "60000",
            "--per-request",
            Integer.toString(ROWS_PER_REQUEST),
            "--in-flight",
            Integer.toString(5 + extra));
    cluster.scaleExtraWorkers(extra, "--wait");
    await().atMost(PATIENCE).until(() -> stored(ClusterSize.EXTRA_WORKERS + "-%") > 0);
    await().atMost(PATIENCE).until(() -> names().size() == 5 + extra);

    assertThat(job.isAlive()).as("the job has to last until workers leave").isTrue();
    cluster.scaleExtraWorkers(0, "--no-recreate");
    cluster.docker().must("compose", "stop", "classify-service-4", "classify-service-5");
    assertThat(job.isAlive()).as("the job has to last until workers have left").isTrue();
    cluster.changeSimulator("settings", "{\"latency\":\"constant:0s\"}");
    BuiltProgram.Result ended = job.await();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(cluster.tables().rows("classifications", JOB)).isEqualTo(rows);
    assertThat(cluster.requestsArrived())
        .as("requests about %d rows each, of which none is paid twice", ROWS_PER_REQUEST)
        .isEqualTo(rows / ROWS_PER_REQUEST);
    await().atMost(PATIENCE).until(() -> names().size() == 3);
    cluster.docker().must("compose", "start", "classify-service-4", "classify-service-5");
  }

  private long stored(String worker) throws Exception {
    return cluster
        .tables()
        .number(
            "select count(*) from job_batches where job_id = '%s' and worker like '%s'"
                .formatted(JOB, worker));
  }

  /// Who answers. Calls of the job take turns too, so that some may be missing.
  private Set<String> names() throws Exception {
    Set<String> names = new TreeSet<>();
    for (int request : IntStream.range(0, 2 * (5 + extra)).toArray()) {
      names.add(cluster.get(9080, "/classify-api/health?" + request).get("service").asText());
    }
    return names;
  }
}
