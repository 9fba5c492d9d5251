package dev.classify.store.access;

import dev.classify.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person who may log in.
///
/// @param disabledAt null while the user may log in
/// @param lastLoginAt null before the first login
public record User(
    String name,
    Role role,
    Instant createdAt,
    @Nullable Instant disabledAt,
    @Nullable Instant lastLoginAt) {}
