package dev.classify.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names under which one model is asked: `gpt-6-luna`, `openai/gpt-6-luna`, a snapshot with a
/// day at its end, a fine-tuned model such as `ft:gpt-6-luna:acme::id`, `gpt-oss:20b`.
final class ModelNames {

  /// How gateways name the models of OpenAI, which they sell at its prices.
  private static final String OPENAI = "openai/";

  /// Everything before the last slash, unless it belongs to the name of a fine-tuned model, and the
  /// prefix of Amazon Bedrock.
  private static final Pattern PROVIDER = Pattern.compile("^([^:]*/)?(openai\\.)?");

  private static final Pattern FINE_TUNED = Pattern.compile("^ft:([^:]+)(:.*)?$");
  private static final Pattern SNAPSHOT = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

  /// What gateways add to a name, such as `:free`.
  private static final Pattern TAG = Pattern.compile("(?<=.):.*$");

  private ModelNames() {}

  /// Under which names its abilities may be listed, the most exact first.
  static List<String> of(String name) {
    Set<String> names = new LinkedHashSet<>();
    names.add(name);
    String lower = name.toLowerCase(Locale.ROOT);
    names.add(lower);
    String plain = PROVIDER.matcher(lower).replaceFirst("");
    names.add(plain);
    Matcher tuned = FINE_TUNED.matcher(plain);
    String base = tuned.matches() ? tuned.group(1) : plain;
    names.add(base);
    names.add(SNAPSHOT.matcher(base).replaceFirst(""));
    names.add(TAG.matcher(base).replaceFirst(""));
    return List.copyOf(names);
  }

  /// Under which names its price may be listed, the most exact first. A fine-tuned model costs more
  /// than the one it was made of, and other providers may ask other prices than OpenAI.
  static List<String> priced(String name) {
    Set<String> names = new LinkedHashSet<>();
    names.add(name);
    String plain = name.startsWith(OPENAI) ? name.substring(OPENAI.length()) : name;
    names.add(plain);
    if (!FINE_TUNED.matcher(plain).matches()) {
      names.add(SNAPSHOT.matcher(plain).replaceFirst(""));
    }
    return List.copyOf(names);
  }

  /// Whether a pattern stands for a name.
  ///
  /// @param pattern in which `*` stands for any text and `[5-9]` for one of these characters
  static boolean matches(String pattern, String name) {
    if (!isPattern(pattern)) {
      return pattern.equals(name);
    }
    StringBuilder regex = new StringBuilder();
    Matcher parts = Pattern.compile("\\*|\\[[^\\]]+]|[^*\\[]+|\\[").matcher(pattern);
    while (parts.find()) {
      String part = parts.group();
      if (part.equals("*")) {
        regex.append(".*");
      } else {
        regex.append(part.matches("\\[[0-9a-z-]+]") ? part : Pattern.quote(part));
      }
    }
    return Pattern.matches(regex.toString(), name);
  }

  static boolean isPattern(String text) {
    return text.contains("*") || text.contains("[");
  }
}
