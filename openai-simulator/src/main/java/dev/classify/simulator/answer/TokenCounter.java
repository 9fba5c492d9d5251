package dev.classify.simulator.answer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.request.AskedRequest.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Counts tokens with the encoding of current models (o200k).
final class TokenCounter {

  /// Tokens around each message, and before the answer.
  private static final int MESSAGE_TOKENS = 3;

  private static final int CACHED_TEXTS_MAX = 32;

  /// A large constant table.
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  /// Tokens of instructions and schemas, which are the same in every request.
  private final SequencedMap<String, int[]> cachedTexts = new LinkedHashMap<>(16, 0.75f, true);

  /// The prompt in the order of the provider's cache: the schema, then the messages.
  int[] prompt(AskedRequest request) {
    List<int[]> parts = new ArrayList<>();
    if (!request.format().schemaOrMissing().isMissingNode()) {
      parts.add(cachedTokens(request.format().schemaOrMissing().toString()));
    }
    for (Message message : request.messages()) {
      boolean instructions = !message.role().equals("user");
      // The marks around a message have no text; negative numbers, which no token has, represent
      // them.
      parts.add(IntStream.rangeClosed(1, MESSAGE_TOKENS).map(mark -> -mark).toArray());
      parts.add(tokens(message.role()));
      parts.add(instructions ? cachedTokens(message.text()) : tokens(message.text()));
    }
    parts.add(IntStream.rangeClosed(1, MESSAGE_TOKENS).map(mark -> -mark).toArray());
    return parts.stream().flatMapToInt(IntStream::of).toArray();
  }

  int count(String text) {
    return ENCODING.countTokensOrdinary(text);
  }

  /// The first tokens of a text, as text.
  String prefix(String text, int tokens) {
    IntArrayList cut = new IntArrayList();
    IntStream.of(tokens(text)).limit(tokens).forEach(cut::add);
    return ENCODING.decode(cut);
  }

  /// The bytes of each token of a text.
  List<byte[]> pieces(String text) {
    List<byte[]> pieces = new ArrayList<>();
    for (int token : tokens(text)) {
      IntArrayList one = new IntArrayList();
      one.add(token);
      pieces.add(ENCODING.decodeBytes(one));
    }
    return pieces;
  }

  private int[] tokens(String text) {
    return ENCODING.encodeOrdinary(text).toArray();
  }

  private int[] cachedTokens(String text) {
    synchronized (cachedTexts) {
      if (cachedTexts.containsKey(text)) {
        return cachedTexts.get(text);
      }
    }
    int[] tokens = tokens(text);
    synchronized (cachedTexts) {
      cachedTexts.put(text, tokens);
      if (cachedTexts.size() > CACHED_TEXTS_MAX) {
        cachedTexts.pollFirstEntry();
      }
    }
    return tokens;
  }
}
