package dev.classify.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds all known phrases in a token list in one pass.
///
/// A phrase is compared token by token with the folded text; a word with `*` at its end matches
/// every word that begins with it. Immutable once built, so all threads can share an instance.
///
/// @param <T> the meaning of a phrase
public final class PhraseIndex<T> {

  /// One occurrence of a phrase.
  ///
  /// @param start index of its first token
  /// @param end index after its last token
  public record Match<T>(int start, int end, T value) {

    /// The number of tokens it covers.
    public int length() {
      return end - start;
    }
  }

  private final Node<T> root;

  private PhraseIndex(Node<T> root) {
    this.root = root;
  }

  /// An index to fill.
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /// Every match, including overlapping ones, by position: `not adjusted` and the `adjusted` in it.
  public List<Match<T>> find(List<Token> tokens) {
    List<Match<T>> found = new ArrayList<>();
    for (int start = 0; start < tokens.size(); start++) {
      root.collect(tokens, start, start, found);
    }
    return found;
  }

  /// The matches that are not part of a longer one: `constant prices` says nothing about prices.
  public List<Match<T>> findOutermost(List<Token> tokens) {
    List<Match<T>> found = find(tokens);
    if (found.size() < 2) {
      return found;
    }
    List<Match<T>> outermost = new ArrayList<>(found.size());
    for (Match<T> match : found) {
      if (!inLonger(found, match)) {
        outermost.add(match);
      }
    }
    return outermost;
  }

  private static <T> boolean inLonger(List<Match<T>> found, Match<T> match) {
    for (Match<T> other : found) {
      if (other.length() > match.length() && holds(other, match)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(Match<?> outer, Match<?> inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  /// The longest matches from the left, without overlaps.
  public List<Match<T>> findLongest(List<Token> tokens) {
    List<Match<T>> chosen = new ArrayList<>();
    List<Match<T>> here = new ArrayList<>();
    int start = 0;
    while (start < tokens.size()) {
      here.clear();
      root.collect(tokens, start, start, here);
      int end = start + 1;
      for (Match<T> match : here) {
        end = Math.max(end, match.end());
      }
      for (Match<T> match : here) {
        if (match.end() == end) {
          chosen.add(match);
        }
      }
      start = end;
    }
    return chosen;
  }

  /// The meaning of the longest match at the first position that has one.
  public Optional<T> first(List<Token> tokens) {
    List<Match<T>> here = new ArrayList<>();
    for (int start = 0; start < tokens.size(); start++) {
      root.collect(tokens, start, start, here);
      if (!here.isEmpty()) {
        Match<T> longest = here.getFirst();
        for (Match<T> match : here) {
          longest = match.length() > longest.length() ? match : longest;
        }
        return Optional.of(longest.value());
      }
    }
    return Optional.empty();
  }

  /// Collects phrases.
  public static final class Builder<T> {

    private final Node<T> root = new Node<>();

    private Builder() {}

    /// Adds a phrase such as `interest rate*`.
    public Builder<T> add(String phrase, T value) {
      Node<T> node = root;
      for (String part : List.of(phrase.strip().split("\\s+", -1))) {
        boolean prefix = part.endsWith("*");
        List<Token> tokens = Tokenizer.tokens(prefix ? part.substring(0, part.length() - 1) : part);
        for (int i = 0; i < tokens.size(); i++) {
          boolean open = prefix && i == tokens.size() - 1;
          node = node.child(tokens.get(i).folded(), open);
        }
      }
      if (node == root) {
        throw new IllegalArgumentException("a phrase needs at least one token: '" + phrase + "'");
      }
      node.values.add(value);
      return this;
    }

    /// The finished index.
    public PhraseIndex<T> build() {
      return new PhraseIndex<>(root);
    }
  }

  private static final class Node<T> {

    private final Map<String, Node<T>> exact = new HashMap<>();
    private final Beginning<T> beginnings = new Beginning<>('\0');
    private final List<T> values = new ArrayList<>();

    Node<T> child(String text, boolean prefix) {
      return prefix ? beginnings.at(text).node() : exact.computeIfAbsent(text, t -> new Node<>());
    }

    void collect(List<Token> tokens, int start, int at, List<Match<T>> found) {
      for (T value : values) {
        found.add(new Match<>(start, at, value));
      }
      if (at == tokens.size()) {
        return;
      }
      String text = tokens.get(at).folded();
      Node<T> next = exact.get(text);
      if (next != null) {
        next.collect(tokens, start, at + 1, found);
      }
      Beginning<T> beginning = beginnings.next(text.charAt(0));
      for (int i = 1; beginning != null; i++) {
        Node<T> open = beginning.node;
        if (open != null) {
          open.collect(tokens, start, at + 1, found);
        }
        beginning = i < text.length() ? beginning.next(text.charAt(i)) : null;
      }
    }
  }

  /// A node of the trie of word beginnings, by letter, so that a word is walked only once for all
  /// of them.
  private static final class Beginning<T> {

    private final char letter;
    private final List<Beginning<T>> longer = new ArrayList<>();
    private @Nullable Node<T> node;

    private Beginning(char letter) {
      this.letter = letter;
    }

    @Nullable Beginning<T> next(char wanted) {
      for (int i = 0; i < longer.size(); i++) {
        Beginning<T> one = longer.get(i);
        if (one.letter == wanted) {
          return one;
        }
      }
      return null;
    }

    Beginning<T> at(String text) {
      Beginning<T> here = this;
      for (int i = 0; i < text.length(); i++) {
        Beginning<T> next = here.next(text.charAt(i));
        if (next == null) {
          next = new Beginning<>(text.charAt(i));
          here.longer.add(next);
        }
        here = next;
      }
      return here;
    }

    Node<T> node() {
      Node<T> here = node;
      if (here == null) {
        here = new Node<>();
        node = here;
      }
      return here;
    }
  }
}
