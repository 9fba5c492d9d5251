package dev.classify.store.access;

import dev.classify.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token of a program, without its secret.
///
/// @param tokenId names it in lists and in logs
/// @param revokedAt null while it counts
/// @param lastUsedAt to the hour; null before its first use
public record MachineToken(
    String tokenId,
    String name,
    Role role,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {}
