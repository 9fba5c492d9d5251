package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.cli.cluster.ClusterSize;
import dev.classify.cli.cluster.render.ClusterFiles;
import dev.classify.dist.CustomResources.RestateCluster;
import dev.classify.dist.CustomResources.ScaledObject;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The manifests in deploy/kubernetes, as far as they can be checked without a Kubernetes.
class KubernetesTest {

  private static final Path FOLDER = Checkout.TOP.resolve("deploy/kubernetes");

  private static final Pattern SETTING = Pattern.compile("(?m)^([a-z-]+) += (.+)$|^\\[(.+)]$");

  /// Files of single resources, without kustomizations and patches.
  private static List<Path> files() {
    return Checkout.files(".yaml").stream()
        .filter(file -> file.startsWith(FOLDER))
        .filter(file -> !file.endsWith("kustomization.yaml") && !file.endsWith("snapshots.yaml"))
        .toList();
  }

  private static List<Object> all() {
    return files().stream()
        .flatMap(file -> KubernetesModels.read(Checkout.read(file)).stream())
        .toList();
  }

  private static <T> List<T> of(Class<T> type, List<Object> models) {
    return models.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void everyManifestHasOnlyFieldsThatItsModelKnows() {
    assertThat(files()).hasSizeGreaterThan(15);
    for (Path file : files()) {
      assertThat(KubernetesModels.read(Checkout.read(file))).as(file.toString()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "securityContext: {readOnlyRootFileSystem: true}",
        "livenessProbe: {httpGet: {path: /, port: calls}, periodSecond: 1}",
        "resources: {request: {cpu: 1}}"
      })
  void misspelledFieldFails(String line) {
    String pod =
        "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{name: a, "
            + line
            + "}]}}}\n";
    assertThatThrownBy(() -> KubernetesModels.read(pod)).hasMessageContaining("Unrecognized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "restate", "batch", "overlays/local", "overlays/production"})
  void everyOverlayCanBeBuiltAndHasOneAutoscalerOfTheWorkers(String folder) throws Exception {
    Kustomize.assumeInstalled();
    List<Object> models = KubernetesModels.read(Kustomize.build(FOLDER.resolve(folder)));
    assertThat(models).isNotEmpty();
    long autoscalers =
        Stream.concat(
                of(HorizontalPodAutoscaler.class, models).stream()
                    .map(each -> each.getSpec().getScaleTargetRef().getName()),
                of(ScaledObject.class, models).stream()
                    .map(each -> each.spec().scaleTargetRef().name()))
            .filter("worker"::equals)
            .count();
    assertThat(autoscalers)
        .isEqualTo(of(Deployment.class, models).stream().filter(d -> named(d, "worker")).count());
    assertThat(of(HasMetadata.class, models))
        .filteredOn(each -> !each.getKind().equals("Namespace"))
        .allMatch(each -> "classify".equals(each.getMetadata().getNamespace()));
  }

  @Test
  void overlaysHaveAsManyAddressesAsNodes() throws Exception {
    Kustomize.assumeInstalled();
    for (String overlay : List.of("overlays/local", "overlays/production")) {
      List<Object> models = KubernetesModels.read(Kustomize.build(FOLDER.resolve(overlay)));
      int nodes = of(RestateCluster.class, models).getFirst().spec().compute().replicas();
      Map<String, String> settings = settings(models);
      for (String key : List.of("CLASSIFY_NODES", "CLASSIFY_ADMIN", "CLASSIFY_NODE_CONTROL")) {
        assertThat(settings.getOrDefault(key, "").split(","))
            .as(overlay + " " + key)
            .hasSize(nodes);
      }
    }
  }

  @Test
  void everyContainerIsConfined() {
    assertThat(pods(all())).hasSizeGreaterThan(6);
    for (PodTemplateSpec template : pods(all())) {
      PodSpec pod = template.getSpec();
      String name = template.getMetadata().getLabels().toString();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
      assertThat(pod.getAutomountServiceAccountToken()).as(name).isFalse();
      List<Container> containers = new ArrayList<>(pod.getContainers());
      containers.addAll(pod.getInitContainers());
      for (Container container : containers) {
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).as(name).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).as(name).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
            .as(name)
            .containsExactly("ALL");
        // A pod that takes more memory than it asked for is the first to be killed.
        assertThat(container.getResources().getLimits().get("memory"))
            .as(name)
            .isEqualTo(container.getResources().getRequests().get("memory"));
        assertThat(container.getResources().getLimits()).as(name).doesNotContainKey("cpu");
      }
    }
  }

  @Test
  void everySelectorFindsPods() {
    List<Object> models = all();
    List<Map<String, String>> labels =
        pods(models).stream().map(pod -> pod.getMetadata().getLabels()).toList();
    List<Map<String, String>> selectors = new ArrayList<>();
    of(Service.class, models).forEach(each -> selectors.add(each.getSpec().getSelector()));
    of(PodDisruptionBudget.class, models)
        .forEach(each -> selectors.add(each.getSpec().getSelector().getMatchLabels()));
    of(NetworkPolicy.class, models)
        .forEach(each -> selectors.add(each.getSpec().getPodSelector().getMatchLabels()));
    assertThat(selectors)
        .hasSizeGreaterThan(8)
        .allSatisfy(
            selector ->
                assertThat(labels)
                    .anyMatch(each -> each.entrySet().containsAll(selector.entrySet())));
  }

  @Test
  void workerHasTimeToFinishTheRequestsItPaysFor() {
    List<Object> models = all();
    PodSpec pod = worker(models).getSpec().getTemplate().getSpec();
    Container container = pod.getContainers().getFirst();
    Map<String, String> environment = new HashMap<>(settings(models));
    container.getEnv().stream()
        .filter(each -> each.getValue() != null)
        .forEach(each -> environment.put(each.getName(), each.getValue()));
    List<String> wait = container.getLifecycle().getPreStop().getExec().getCommand();
    assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
        .isGreaterThan(
            RequestsOfAStoppingWorker.assertFinished(environment)
                .plusSeconds(Long.parseLong(wait.getLast())));
  }

  @Test
  void settingsAreThoseOfTheExampleAndTheWorkersOfCompose() {
    String example = Checkout.read(Checkout.TOP.resolve(".env.example"));
    assertThat(settings(all()).keySet())
        .hasSizeGreaterThan(10)
        .allMatch(key -> Pattern.compile("(?m)^(# )?" + key + "=").matcher(example).find());
    String memory =
        Objects.requireNonNull(
                worker(all())
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getResources()
                    .getLimits()
                    .get("memory"))
            .toString();
    assertThat(Checkout.read(Checkout.TOP.resolve("docker-compose.cluster.yml")))
        .contains("mem_limit: " + memory.replace("Mi", "m"));
  }

  @Test
  void nodesHaveTheSettingsOfTheClusterOfThreeNodes() {
    Map<String, String> shared =
        toml(ClusterFiles.of(new ClusterSize(3, 3), 1, ".").getOrDefault("restate.toml", ""));
    RestateCluster cluster = of(RestateCluster.class, all()).getFirst();
    Map<String, String> ours = toml(cluster.spec().config());
    assertThat(cluster.spec().compute().replicas()).isEqualTo(3);
    assertThat(ours).hasSizeGreaterThan(20);
    ours.keySet().removeAll(List.of("metadata-client.addresses", "log-format"));
    assertThat(shared).containsAllEntriesOf(ours);
    // What the operator or the overlay says.
    assertThat(shared.keySet())
        .filteredOn(key -> !ours.containsKey(key) && !key.startsWith("worker.snapshots."))
        .containsExactlyInAnyOrder(
            "cluster-name",
            "base-dir",
            "bind-ip",
            "listen-mode",
            "log-format",
            "log-disable-ansi-codes",
            "metadata-client.addresses");
  }

  @Test
  void nginxHasTheSettingsOfComposeAndFindsWorkersByName() {
    List<String> shipped =
        Checkout.read(Checkout.TOP.resolve("nginx.conf")).lines().map(String::strip).toList();
    List<String> ours =
        Checkout.read(FOLDER.resolve("base/nginx.conf")).lines().map(String::strip).toList();
    assertThat(ours.stream().filter(line -> !line.startsWith("#") && !shipped.contains(line)))
        .containsExactly(
            "resolver kube-dns.kube-system.svc.cluster.local valid=5s ipv6=off;",
            "zone workers 1m;",
            "server workers.classify.svc.cluster.local:9080 resolve max_fails=1 fail_timeout=2s;",
            "zone each_worker 1m;",
            "server workers.classify.svc.cluster.local:9080 resolve max_fails=1 fail_timeout=2s;");
    assertThat(shipped.stream().filter(line -> !line.startsWith("#") && !ours.contains(line)))
        .hasSize(2 * ClusterSize.SHIPPED.workers() + 5)
        .allMatch(
            line ->
                line.matches(
                    "server classify-service-.*|include /tmp/extra-workers.*|include tls.*"
                        + "|zone (each_)?workers? 64k;"));
  }

  @Test
  void autoscalerReadsMetricsThatExist() {
    String page = Checkout.read(Checkout.TOP.resolve("docs/operations.md"));
    List<String> names =
        of(ScaledObject.class, all()).stream()
            .flatMap(each -> each.spec().triggers().stream())
            .map(trigger -> trigger.metadata().get("query"))
            .filter(Objects::nonNull)
            .flatMap(query -> Pattern.compile("[a-z]+_[a-z_]+").matcher(query).results())
            .map(name -> name.group())
            .toList();
    assertThat(names).hasSizeGreaterThan(2).allMatch(page::contains);
  }

  private static Deployment worker(List<Object> models) {
    return of(Deployment.class, models).stream()
        .filter(each -> named(each, "worker"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean named(HasMetadata each, String name) {
    return each.getMetadata().getName().equals(name);
  }

  private static Map<String, String> settings(List<Object> models) {
    return of(ConfigMap.class, models).stream()
        .filter(each -> named(each, "classify"))
        .findFirst()
        .orElseThrow()
        .getData();
  }

  private static List<PodTemplateSpec> pods(List<Object> models) {
    List<PodTemplateSpec> pods = new ArrayList<>();
    of(Deployment.class, models).forEach(each -> pods.add(each.getSpec().getTemplate()));
    of(StatefulSet.class, models).forEach(each -> pods.add(each.getSpec().getTemplate()));
    of(Job.class, models).forEach(each -> pods.add(each.getSpec().getTemplate()));
    of(CronJob.class, models)
        .forEach(each -> pods.add(each.getSpec().getJobTemplate().getSpec().getTemplate()));
    return pods;
  }

  /// Values by key, with the section before it.
  private static Map<String, String> toml(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher line = SETTING.matcher(text);
    String section = "";
    while (line.find()) {
      if (line.group(3) != null) {
        section = line.group(3) + ".";
      } else {
        values.put(section + line.group(1), line.group(2));
      }
    }
    return values;
  }
}
