package dev.classify.cli.submit;

import dev.classify.outcome.Provider;

/// The workers are not set up for the provider that a job names.
public final class NotOfferedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotOfferedException(Provider provider) {
    super("the workers have no language model, so they cannot answer by " + provider.token());
  }
}
