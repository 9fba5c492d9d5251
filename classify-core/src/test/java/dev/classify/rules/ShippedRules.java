package dev.classify.rules;

/// The rules with the tables that come with the program, loaded once for all tests.
public final class ShippedRules {

  public static final RuleTables TABLES = RuleTables.shipped();
  public static final RulesClassifier CLASSIFIER = new RulesClassifier(TABLES);

  private ShippedRules() {}
}
