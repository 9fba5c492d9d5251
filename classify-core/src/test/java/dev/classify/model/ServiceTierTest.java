package dev.classify.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceTierTest {

  @Test
  void namesOfProvidersAreThoseOfPrices() {
    assertThat(ServiceTier.named(null)).isEqualTo("standard");
    assertThat(ServiceTier.named("default")).isEqualTo("standard");
    assertThat(ServiceTier.named("priority")).isEqualTo("fast");
    assertThat(ServiceTier.named("scale")).isEqualTo("scale");
  }

  @Test
  void requestIsBilledByTheTierThatItsAnswerNames() {
    assertThat(ServiceTier.FLEX.billed("flex")).isEqualTo("flex");
    assertThat(ServiceTier.FLEX.billed("default")).isEqualTo("standard");
    assertThat(ServiceTier.AUTO.billed("priority")).isEqualTo("fast");
  }

  @Test
  void serverThatNamesNoTierBillsTheUsualOneExceptInBatches() {
    assertThat(ServiceTier.FLEX.billed(null)).isEqualTo("standard");
    assertThat(ServiceTier.BATCH.billed(null)).isEqualTo("batch");
    assertThat(ServiceTier.BATCH.billed("default")).isEqualTo("batch");
  }
}
