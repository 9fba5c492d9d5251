package dev.classify.service.llm;

import dev.classify.taxonomy.VocabularyTerm;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the values of settings; those that are empty are not set.
final class LlmTexts {

  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m)");

  /// Anything else would break the header that carries it.
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

  private static final int NUMBER_DIGITS_MAX = 9;

  private final Map<String, String> environment;
  private final List<String> faults;

  LlmTexts(Map<String, String> environment, List<String> faults) {
    this.environment = environment;
    this.faults = faults;
  }

  @Nullable String text(String key) {
    String text = environment.getOrDefault(key, "").strip();
    return text.isEmpty() ? null : text;
  }

  /// A text that no message may show.
  @Nullable String secret(String key) {
    String text = text(key);
    if (text == null || KEY.matcher(text).matches()) {
      return text;
    }
    faults.add(key + " holds blanks or characters that no key has; copy it again");
    return null;
  }

  <T extends Enum<T> & VocabularyTerm> T term(String key, Class<T> vocabulary, T otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    Optional<T> term = VocabularyTerm.find(vocabulary, text);
    if (term.isEmpty()) {
      String allowed =
          Arrays.stream(vocabulary.getEnumConstants())
              .map(VocabularyTerm::token)
              .collect(Collectors.joining(", "));
      faults.add("%s is none of %s: %s".formatted(key, allowed, text));
    }
    return term.orElse(otherwise);
  }

  URI address(String key, URI otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
      return URI.create(text.replaceAll("/+$", ""));
    }
    faults.add(key + " is no address such as http://localhost:11434/v1: " + text);
    return otherwise;
  }

  Duration time(String key, Duration otherwise) {
    String text = text(key);
    Matcher time = TIME.matcher(text == null ? "" : text);
    if (text == null) {
      return otherwise;
    }
    if (!time.matches()) {
      faults.add(key + " is no time such as 90s or 15m: " + text);
      return otherwise;
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  /// A number that may be 0, which it is where nothing is set.
  int count(String key, int most) {
    String text = text(key);
    if (text == null) {
      return 0;
    }
    if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    faults.add("%s is not a number from 0 to %d: %s".formatted(key, most, text));
    return 0;
  }

  @Nullable Integer requests(String key) {
    Long number = tokens(key);
    return number == null ? null : number.intValue();
  }

  @Nullable Long tokens(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    if (text.matches("[1-9][0-9]*") && text.length() <= NUMBER_DIGITS_MAX) {
      return Long.valueOf(text);
    }
    faults.add(key + " is not a number from 1 to 999999999: " + text);
    return null;
  }
}
