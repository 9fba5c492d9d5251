package dev.classify.dist;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Map;

/// What our manifests use of the resources of operators, by their documentation.
final class CustomResources {

  private CustomResources() {}

  /// Restate's operator, 2.9.
  record RestateCluster(
      String apiVersion, String kind, ObjectMeta metadata, RestateClusterSpec spec) {}

  record RestateClusterSpec(
      String clusterName,
      Provisioning cluster,
      Compute compute,
      Storage storage,
      Security security,
      String config) {}

  record Provisioning(boolean autoProvision) {}

  record Compute(
      String image,
      int replicas,
      ResourceRequirements resources,
      Affinity affinity,
      List<EnvVar> env) {}

  record Storage(String storageClassName, long storageRequestBytes) {}

  record Security(
      SigningKey requestSigningPrivateKey,
      NetworkPeers networkPeers,
      Map<String, String> serviceAccountAnnotations) {}

  record SigningKey(String version, KeyOfSecret secret) {}

  record KeyOfSecret(String secretName, String key) {}

  record NetworkPeers(
      List<NetworkPolicyPeer> ingress,
      List<NetworkPolicyPeer> admin,
      List<NetworkPolicyPeer> node) {}

  /// KEDA, 2.17 and newer: `fallback.behavior` is that old.
  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

  record ScaledObjectSpec(
      ScaleTarget scaleTargetRef,
      int minReplicaCount,
      int maxReplicaCount,
      int pollingInterval,
      int cooldownPeriod,
      Fallback fallback,
      Advanced advanced,
      List<Trigger> triggers) {}

  record ScaleTarget(String apiVersion, String kind, String name) {}

  record Fallback(int failureThreshold, int replicas, String behavior) {}

  record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

  record AutoscalerConfig(HorizontalPodAutoscalerBehavior behavior) {}

  record Trigger(String type, String name, String metricType, Map<String, String> metadata) {}

  /// Prometheus' operator.
  record ServiceMonitor(
      String apiVersion, String kind, ObjectMeta metadata, ServiceMonitorSpec spec) {}

  record ServiceMonitorSpec(
      LabelSelector selector, Namespaces namespaceSelector, List<Endpoint> endpoints) {}

  record Namespaces(List<String> matchNames) {}

  record Endpoint(
      String port, String interval, String scrapeTimeout, List<Relabeling> metricRelabelings) {}

  record Relabeling(List<String> sourceLabels, String regex, String action) {}

  /// The External Secrets Operator.
  record ExternalSecret(
      String apiVersion, String kind, ObjectMeta metadata, ExternalSecretSpec spec) {}

  record ExternalSecretSpec(
      String refreshInterval, Store secretStoreRef, Target target, List<Entry> data) {}

  record Store(String kind, String name) {}

  record Target(String name) {}

  record Entry(String secretKey, Remote remoteRef) {}

  record Remote(String key, String property) {}
}
