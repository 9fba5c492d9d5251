package dev.classify.service.batch;

import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.outcome.Provider;
import java.util.List;
import java.util.Optional;

/// The providers that a worker is configured for.
///
/// @param byDefault for jobs that name no provider
/// @param all one version for each
public record OfferedProviders(AnswerVersion byDefault, List<AnswerVersion> all) {

  public OfferedProviders {
    all = List.copyOf(all);
  }

  /// The rules only.
  public static OfferedProviders ofRules(AnswerVersion rules) {
    return new OfferedProviders(rules, List.of(rules));
  }

  /// Models and rules.
  ///
  /// @param models as they stand in an answer's version
  /// @param prompt version of their instructions
  public static OfferedProviders of(
      AnswerVersion rules, List<String> models, String prompt, Provider byDefault) {
    AnswerVersion openai = asked(rules, Provider.OPENAI, models, prompt);
    AnswerVersion cascade = asked(rules, Provider.CASCADE, models, prompt);
    AnswerVersion first =
        switch (byDefault) {
          case RULES -> rules;
          case OPENAI -> openai;
          case CASCADE -> cascade;
        };
    return new OfferedProviders(first, List.of(rules, openai, cascade));
  }

  private static AnswerVersion asked(
      AnswerVersion rules, Provider provider, List<String> models, String prompt) {
    return new AnswerVersion(
        provider.token(),
        models,
        rules.taxonomy(),
        rules.rules(),
        prompt + " " + ConfidenceThresholds.written() + " " + AnswerCheck.REVISION);
  }

  Optional<AnswerVersion> by(Provider provider) {
    return all.stream().filter(answers -> answers.provider().equals(provider.token())).findFirst();
  }

  static String notOffered(Provider provider) {
    return "the workers are configured for the rules only, not for %s; fix: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, where the workers run"
        .formatted(provider.token());
  }
}
