package dev.classify.service.llm;

import java.util.EnumSet;
import java.util.Set;

/// Which parts of the API requests to a model use: all that suit the model, less those that its
/// server has refused.
///
/// @param responseFormat the strictest response format that the server supports
/// @param features the other parts
record ServerCapabilities(ResponseFormat responseFormat, Set<Feature> features) {

  ServerCapabilities {
    features = Set.copyOf(features);
  }

  /// Every capability but some.
  static ServerCapabilities allBut(Set<Feature> unused) {
    EnumSet<Feature> used = EnumSet.allOf(Feature.class);
    used.removeAll(unused);
    return new ServerCapabilities(ResponseFormat.BOUNDED_SCHEMA, used);
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  ServerCapabilities without(Feature feature) {
    EnumSet<Feature> left = EnumSet.allOf(Feature.class);
    left.retainAll(features);
    left.remove(feature);
    return new ServerCapabilities(responseFormat, left);
  }

  ServerCapabilities withFormat(ResponseFormat other) {
    return new ServerCapabilities(other, features);
  }

  /// The capabilities in both: concurrent requests may each find another one missing.
  ServerCapabilities common(ServerCapabilities other) {
    EnumSet<Feature> both = EnumSet.allOf(Feature.class);
    both.retainAll(features);
    both.retainAll(other.features);
    return new ServerCapabilities(
        responseFormat.compareTo(other.responseFormat) > 0 ? responseFormat : other.responseFormat,
        both);
  }

  /// The name of the capability that this has and the other lacks, for a message.
  String firstMissingIn(ServerCapabilities other) {
    if (responseFormat != other.responseFormat) {
      return "the answer format " + responseFormat.written();
    }
    EnumSet<Feature> missing = EnumSet.allOf(Feature.class);
    missing.retainAll(features);
    missing.removeAll(other.features);
    return missing.iterator().next().shown();
  }
}
