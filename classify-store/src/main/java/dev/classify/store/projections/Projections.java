package dev.classify.store.projections;

import java.util.List;

/// The projections of this build.
public final class Projections {

  public static final List<Projection> ALL =
      List.of(
          new TaxonomyProjection(),
          new ThroughputProjection(),
          new DisagreementProjection(),
          new DistributionProjection(),
          new ConfidenceProjection());

  private Projections() {}
}
