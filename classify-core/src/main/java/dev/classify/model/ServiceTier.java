package dev.classify.model;

import dev.classify.taxonomy.VocabularyTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a provider treats and bills a request. The tokens are the names of the tiers in prices, in
/// tables and in options of commands.
public enum ServiceTier implements VocabularyTerm {
  /// The request names no tier: the provider takes what the account is set up for. Priced as
  /// [#STANDARD] until the answer says what it was.
  AUTO("auto"),
  STANDARD("standard"),
  /// Answered when the provider has room, for less.
  FLEX("flex"),
  /// Answered within a day through the provider's Batch API, for less.
  BATCH("batch"),
  /// Answered first, for more. Older models and servers call it `priority`.
  FAST("fast");

  /// Those that a job may choose, from the dearest to the slowest.
  public static final List<ServiceTier> OF_JOBS = List.of(STANDARD, FLEX, BATCH);

  private static final String PRIORITY = "priority";

  private final String token;

  ServiceTier(String token) {
    this.token = token;
  }

  @Override
  public String token() {
    return token;
  }

  /// The name under which a request of this tier is priced and listed.
  public String priced() {
    return named(token);
  }

  /// The name of the tier in prices that a provider calls so, such as `standard` for `default`. A
  /// name that nobody knows stays as it is.
  ///
  /// @param byProvider null where it names none
  public static String named(@Nullable String byProvider) {
    return switch (byProvider) {
      case null -> STANDARD.token;
      case "", "auto", "default" -> STANDARD.token;
      case PRIORITY -> FAST.token;
      default -> byProvider;
    };
  }

  /// The name of the tier that a request of this one was billed by. A server that names none in its
  /// answer has taken no notice of the tier; answers of a Batch API need not name it.
  ///
  /// @param answered the tier that the answer names; null where it names none
  public String billed(@Nullable String answered) {
    return this == BATCH ? token : named(answered);
  }
}
