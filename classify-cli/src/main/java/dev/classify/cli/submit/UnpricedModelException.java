package dev.classify.cli.submit;

/// A run has a budget in dollars, and the workers know no price of a model that it may ask.
public final class UnpricedModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnpricedModelException(String model) {
    super("--budget-usd cannot be kept: the workers know no price of " + model);
  }
}
