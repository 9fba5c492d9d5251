package dev.classify.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Shares one stack among all classes that ask for it and empties its tables before each class.
/// Starting a stack takes as long as most of these classes run.
final class SharedStack implements BeforeAllCallback, ParameterResolver {

  /// The lock that each of these classes holds, because several classes run at a time.
  static final String LOCK = "the shared stack";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedStack.class);

  /// Stops after the last class.
  private record Running(EmbeddedStack stack, Path folder) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      try {
        stack.down();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return; // its files are in use
      }
      List<Path> deepestFirst;
      try (Stream<Path> all = Files.walk(folder)) {
        deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    stack(context).clear();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedStack.class;
  }

  @Override
  public EmbeddedStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return stack(context);
  }

  private static EmbeddedStack stack(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("stack", _ -> start(), Running.class)
        .stack();
  }

  private static Running start() {
    try {
      Path folder = Files.createTempDirectory("classify-tests");
      return new Running(EmbeddedStack.up(folder), folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
