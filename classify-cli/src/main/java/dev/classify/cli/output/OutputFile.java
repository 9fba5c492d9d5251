package dev.classify.cli.output;

import dev.classify.exit.CommandFailure;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A file that a command writes: it appears under its name when it is complete, or not at all.
///
/// Until then its text is in an unfinished file beside it, whose name nobody can guess. A target
/// that is no regular file, such as a device or a pipe, is never replaced: the text is written into
/// it as it comes. A link is followed to the file that it names.
public final class OutputFile implements AutoCloseable {

  private static final int NAME_BYTES = 8;

  private final Path named;
  private final Path target;
  private final @Nullable Path unfinished;
  private final OutputStream stream;
  private final Writer writer;
  private boolean closed;

  private OutputFile(Path named, Path target, @Nullable Path unfinished) throws IOException {
    this.named = named;
    this.target = target;
    this.unfinished = unfinished;
    this.stream = new BufferedOutputStream(open(target, unfinished));
    // An encoder made by the writer itself replaces what UTF-8 cannot write; an id may hold it.
    this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  /// Opens a file for writing.
  ///
  /// @throws CommandFailure if the path is a folder or a link to nothing
  public static OutputFile open(Path named) throws IOException {
    Path target = target(named);
    return new OutputFile(named, target, isReplaced(target) ? unfinished(target) : null);
  }

  /// Where the text goes: the path itself, or the file that a link names.
  private static Path target(Path named) throws IOException {
    if (Files.isDirectory(named)) {
      throw CommandFailure.usage(named + " is a folder", "name a file in it");
    }
    if (!Files.isSymbolicLink(named)) {
      return named;
    }
    if (!Files.exists(named)) {
      throw CommandFailure.usage(
          named + " is a link to a file that does not exist", "name the file itself");
    }
    return Files.isRegularFile(named) && !ofSystem(named) ? named.toRealPath() : named;
  }

  /// A link that is left here names a device, or is an entry of the system.
  private static boolean isReplaced(Path target) {
    return !Files.isSymbolicLink(target) && (!Files.exists(target) || Files.isRegularFile(target));
  }

  /// Links of the system that stand for open files of the process, such as `/dev/stdout`.
  private static boolean ofSystem(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith("/dev") || absolute.startsWith("/proc");
  }

  private static Path unfinished(Path target) {
    byte[] random = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(random);
    return target.resolveSibling(
        ".%s.%s.unfinished".formatted(target.getFileName(), HexFormat.of().formatHex(random)));
  }

  private static OutputStream open(Path target, @Nullable Path unfinished) throws IOException {
    if (unfinished == null) {
      return Files.newOutputStream(target, StandardOpenOption.WRITE);
    }
    // Not a temporary file of the platform, which only its owner could read.
    OutputStream stream =
        Files.newOutputStream(
            unfinished,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW,
            LinkOption.NOFOLLOW_LINKS);
    // In case Ctrl-C ends the process.
    unfinished.toFile().deleteOnExit();
    return stream;
  }

  /// Refuses to write over a file that the command also reads or writes.
  ///
  /// @param option that names the output
  public static void refuseSame(String option, Path output, Path other) {
    try {
      boolean same =
          (Files.exists(output) && Files.exists(other))
              ? Files.isRegularFile(output) && Files.isSameFile(output, other)
              : output.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
      if (same) {
        throw CommandFailure.usage(
            "%s %s names a file that this command uses otherwise".formatted(option, output),
            "name another file");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(output + " cannot be compared with " + other, e);
    }
  }

  /// Receives the text; [#finish] closes it.
  public Writer writer() {
    return writer;
  }

  /// Receives bytes, of a file that is no text; [#finish] closes it.
  public OutputStream stream() {
    return stream;
  }

  /// Completes the file.
  public void finish() throws IOException {
    closed = true;
    try {
      writer.close();
      if (unfinished != null) {
        Files.move(
            unfinished,
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      discard();
    }
  }

  /// Removes the text, unless the file is finished. What went into a device stays there.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(named + " cannot be written: " + e.getMessage(), e);
    } finally {
      discard();
    }
  }

  private void discard() {
    if (unfinished != null) {
      unfinished.toFile().delete();
    }
  }
}
