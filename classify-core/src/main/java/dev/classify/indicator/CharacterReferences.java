package dev.classify.indicator;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The character references of HTML, such as `&amp;` and `&#36;`, that metadata uses.
///
/// Only references that end in a semicolon count, so that `R&D` and `?a=1&copy=2` stay what they
/// are.
final class CharacterReferences {

  /// Longer references than this name nothing we know.
  private static final int LENGTH_MAX = 12;

  private static final Map<String, String> NAMED = named();

  private CharacterReferences() {}

  /// The text with every known reference replaced by its character.
  static String decode(String text) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int done = 0;
    while (ampersand >= 0) {
      plain.append(text, done, ampersand);
      // Text that was escaped several times reads `&amp;amp;lt;`: all of it is one reference.
      int name = ampersand + 1;
      while (text.startsWith("amp;", name)) {
        name += "amp;".length();
      }
      int end = text.indexOf(';', name, Math.min(text.length(), name + LENGTH_MAX));
      String character = end < 0 ? null : character(text.substring(name, end));
      if (character == null) {
        plain.append('&');
        done = name;
      } else {
        plain.append(character);
        done = end + 1;
      }
      ampersand = text.indexOf('&', done);
    }
    return plain.append(text, done, text.length()).toString();
  }

  private static @Nullable String character(String name) {
    if (!name.startsWith("#")) {
      return NAMED.get(name);
    }
    boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
    String digits = name.substring(hexadecimal ? 2 : 1);
    int radix = hexadecimal ? 16 : 10;
    if (digits.isEmpty() || digits.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
      return null;
    }
    long codePoint = Long.parseLong(digits, radix);
    boolean character =
        codePoint <= Character.MAX_CODE_POINT
            && Character.getType((int) codePoint) != Character.SURROGATE;
    return character ? Character.toString((int) codePoint) : null;
  }

  private static Map<String, String> named() {
    Map<String, String> named = new HashMap<>();
    // The Latin-1 names in the order of their code points, from U+00A0 on.
    String latin =
        "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg"
            + " plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34"
            + " iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml"
            + " Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash"
            + " Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring"
            + " aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve"
            + " oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
    int codePoint = 0xA0;
    for (String name : latin.split(" ", -1)) {
      named.put(name, Character.toString(codePoint++));
    }
    String others =
        "amp & lt < gt > quot \" apos ' euro € ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “"
            + " rdquo ” bdquo „ hellip … bull • permil ‰ trade ™ minus − le ≤ ge ≥ ne ≠ asymp ≈"
            + " infin ∞ sum ∑ radic √ rarr → larr ← Delta Δ Sigma Σ Omega Ω alpha α beta β mu μ"
            + " lsaquo ‹ rsaquo › OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ oline ‾ frasl ⁄"
            + " prime ′ Prime ″ dagger † Dagger ‡ zwnj \u200C zwj \u200D lrm \u200E rlm \u200F";
    String[] pairs = others.split(" ", -1);
    for (int i = 0; i < pairs.length; i += 2) {
      named.put(pairs[i], pairs[i + 1]);
    }
    return Map.copyOf(named);
  }
}
