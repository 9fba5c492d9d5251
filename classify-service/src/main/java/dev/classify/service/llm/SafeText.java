package dev.classify.service.llm;

import java.util.regex.Pattern;

/// Makes texts of a server safe to show: without control characters, not too long, and without the
/// API key or an access token, even if the server repeats it.
///
/// @param key the API key
record SafeText(String key) {

  private static final int SHOWN_CHARACTERS = 300;

  /// A shorter key is masked only where it stands as a word of its own.
  private static final int KEY_CHARACTERS_MIN = 8;

  /// An access token, which is always a JSON Web Token where it matters.
  private static final Pattern WEB_TOKEN = Pattern.compile("\\beyJ[\\w-]+\\.[\\w.-]+");

  String of(String text) {
    String masked =
        key.length() >= KEY_CHARACTERS_MIN
            ? text.replace(key, "***")
            : text.replaceAll("(?<!\\w)" + Pattern.quote(key) + "(?!\\w)", "***");
    String safe =
        WEB_TOKEN.matcher(masked).replaceAll("***").replaceAll("\\p{Cntrl}+", " ").strip();
    return safe.length() <= SHOWN_CHARACTERS ? safe : safe.substring(0, SHOWN_CHARACTERS) + "...";
  }
}
