package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The encoding of a text: said by its byte order mark, or recognised from its first bytes.
///
/// Windows-1252 has all letters of Latin-1 at the same places, so a text in Latin-1 is read as
/// Windows-1252. Text of another single-byte encoding is valid Windows-1252 too, but its letters
/// then stand where no language of Western Europe has them; such a text is refused.
///
/// @param markBytes length of the byte order mark before the text
record TextEncoding(Charset charset, int markBytes) {

  static final String NAMES =
      "windows-1252 (Western Europe), windows-1250 (Central Europe), windows-1251"
          + " (Cyrillic), windows-1253 (Greek), windows-1254 (Turkish), UTF-16LE, GB18030 or"
          + " Shift_JIS";

  static final String OPTIONS = "--encoding " + NAMES;

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// More characters than this are decoded in several steps.
  private static final int STEP = 8_192;

  /// Letters and signs at places where no Western language has them, but where those of other
  /// encodings stand, such as `prùmysl` and `sprzeda¿y` for `průmysl` and `sprzedaży`.
  private static final List<Pattern> FOREIGN =
      List.of(
          // Polish, Romanian, Slovak: signs within words
          Pattern.compile("\\p{L}[¹³¾¼£¥¯º¿]\\p{L}"),
          // Czech ě, ň, ů; Italian and French have these letters at the end
          Pattern.compile("\\p{L}[ìòù]\\p{L}"),
          Pattern.compile("œæ"),
          // Polish ś, ł, ż: œ is before other letters in French, and ¿ before a word in Spanish
          Pattern.compile("œ[rwmbpk]|Œ[rwmbpk]|\\p{L}œc"),
          Pattern.compile("£[óêæœa¹]|¯\\p{L}|\\p{L}¿"),
          // Icelandic has þ before vowels and some consonants, and no word that begins with ð
          Pattern.compile("þ(?![\\p{L}&&[^bcdfghklmnpqstþðz]]|\\.)|(?<!\\p{L})ð\\p{L}"),
          // Japanese: ƒ is the first byte of katakana
          Pattern.compile("ƒ\\p{L}"),
          // Cyrillic, Greek, Arabic, Hebrew, Chinese, Japanese, Korean
          Pattern.compile("[\\p{L}\\p{S}\\p{P}\\p{N}&&[^\\p{ASCII}]]{3}"));

  /// Letters that no Western language has beside each other: those of Turkish, Baltic languages,
  /// Hungarian, and Croatian.
  private static final List<List<Pattern>> NEVER_TOGETHER =
      List.of(
          List.of(Pattern.compile("[ðþý]"), Pattern.compile("[çûîøëã]")),
          List.of(Pattern.compile("[ðþý]"), Pattern.compile("[üÜÇ]")),
          List.of(Pattern.compile("[õÕ](?![eE])"), Pattern.compile("[áíóúÁÍÓÚ]")),
          List.of(Pattern.compile("[õÕ]"), Pattern.compile("[öüÖÜ]"), Pattern.compile("[áíóú]")),
          List.of(Pattern.compile("[šžŠŽ]"), Pattern.compile("[èæÈÆ]")));

  /// Letters of Icelandic that Turkish and Central European texts have in the place of theirs, and
  /// letters that every Icelandic text has beside them.
  private static final Pattern ICELANDIC = Pattern.compile("[ðþýÐÞÝ]");

  private static final Pattern BESIDE_ICELANDIC = Pattern.compile("[áíóúéæöÁÍÓÚÉÆÖ]");

  /// Recognises the encoding.
  ///
  /// @param start first bytes
  /// @param whole whether they are the whole text
  /// @throws CommandFailure if several encodings are as likely
  static TextEncoding of(String source, byte[] start, boolean whole) {
    TextEncoding marked = marked(start);
    if (marked != null) {
      return marked;
    }
    int even = zeros(start, 0);
    int odd = zeros(start, 1);
    if (even + odd > start.length / 20) {
      if (odd > 3 * even) {
        return new TextEncoding(StandardCharsets.UTF_16LE, 0);
      }
      if (even > 3 * odd) {
        return new TextEncoding(StandardCharsets.UTF_16BE, 0);
      }
      throw CommandFailure.usage(
          source + " is no text: many of its bytes are zero",
          "export it as CSV in UTF-8, or name its encoding: " + OPTIONS);
    }
    if (isValid(StandardCharsets.UTF_8, start, whole)) {
      return new TextEncoding(StandardCharsets.UTF_8, 0);
    }
    if (isWestern(start)) {
      return new TextEncoding(WINDOWS_1252, 0);
    }
    throw CommandFailure.usage(
        source + " is not UTF-8, and its letters do not tell which encoding it has",
        "save it as UTF-8, or name its encoding: " + OPTIONS);
  }

  /// The encoding that the user has named, and the mark that the text begins with nevertheless.
  static TextEncoding named(Charset charset, byte[] start) {
    TextEncoding marked = marked(start);
    return marked != null && marked.charset.equals(charset) ? marked : new TextEncoding(charset, 0);
  }

  private static @Nullable TextEncoding marked(byte[] start) {
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      return new TextEncoding(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(start, 0xFF, 0xFE)) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 2);
    }
    return startsWith(start, 0xFE, 0xFF) ? new TextEncoding(StandardCharsets.UTF_16BE, 2) : null;
  }

  private static boolean startsWith(byte[] start, int... mark) {
    if (start.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((start[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] start, int first) {
    int count = 0;
    for (int i = first; i < start.length; i += 2) {
      count += start[i] == 0 ? 1 : 0;
    }
    return count;
  }

  private static boolean isValid(Charset charset, byte[] start, boolean whole) {
    CharsetDecoder decoder = strict(charset);
    ByteBuffer bytes = ByteBuffer.wrap(start);
    CharBuffer characters = CharBuffer.allocate(STEP);
    while (true) {
      CoderResult result = decoder.decode(bytes, characters.clear(), whole);
      if (!result.isOverflow()) {
        return !result.isError();
      }
    }
  }

  private static boolean isWestern(byte[] start) {
    String text;
    try {
      text = strict(WINDOWS_1252).decode(ByteBuffer.wrap(start)).toString();
    } catch (CharacterCodingException _) {
      return false;
    }
    if (ICELANDIC.matcher(text).find() && !BESIDE_ICELANDIC.matcher(text).find()) {
      return false;
    }
    return FOREIGN.stream().noneMatch(letters -> letters.matcher(text).find())
        && NEVER_TOGETHER.stream()
            .noneMatch(all -> all.stream().allMatch(letters -> letters.matcher(text).find()));
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }
}
