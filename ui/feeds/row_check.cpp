// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/row_check.h"

#include "ui/background.h"

#include <QFileInfo>

namespace conduit::ui {

namespace {

// What is done between two looks at whether somebody still wants it.
constexpr int kRowsAtOnce = 20'000;
constexpr qsizetype kBytesAtOnce = 4 * 1024 * 1024;

} // namespace

void RowCheck::start(const RowSource &source)
{
    stop();
    m_source = source;
    m_good = 0;
    m_bad = 0;
    m_bytesRead = 0;
    m_brokenOff.clear();
    m_hash.clear();
    m_isRunning = true;
    struct Opened
    {
        RowSource source;
        std::shared_ptr<RowPass> pass;
        QString fault;
    };
    const auto open = [source] {
        const QFileInfo file(source.path);
        auto stamped = source;
        stamped.size = file.size();
        stamped.changedAt = file.lastModified();
        auto pass = RowPass::open(stamped);
        return pass ? Opened {stamped, *pass, {}} : Opened {stamped, {}, pass.error()};
    };
    inBackground(this, open, [this, generation = m_generation](const Opened &opened) {
        if (generation != m_generation)
            return;
        m_source = opened.source;
        m_pass = opened.pass;
        if (m_pass)
            readOn();
        else
            endWith(opened.fault);
    });
}

void RowCheck::stop()
{
    ++m_generation;
    m_isRunning = false;
    m_pass.reset();
}

void RowCheck::readOn()
{
    struct Piece
    {
        RowSlice slice;
        QByteArray hash;
    };
    const auto read = [pass = m_pass] {
        Piece piece {.slice = pass->next(kRowsAtOnce, kBytesAtOnce), .hash = {}};
        piece.slice.tasks.clear(); // only their number is wanted
        if (piece.slice.isAtEnd)
            piece.hash = pass->hash();
        return piece;
    };
    inBackground(this, read, [this, generation = m_generation](const Piece &piece) {
        if (generation == m_generation)
            take(piece.slice, piece.hash);
    });
}

void RowCheck::take(const RowSlice &slice, const QByteArray &hash)
{
    m_good += slice.lines.size();
    m_bad += slice.rejected.size();
    m_bytesRead = slice.bytesRead;
    m_hash = hash;
    Q_EMIT advanced(slice.rejected);
    if (slice.isAtEnd)
        endWith(slice.brokenOff);
    else
        readOn();
}

void RowCheck::endWith(const QString &brokenOff)
{
    m_brokenOff = brokenOff;
    m_isRunning = false;
    m_pass.reset();
    Q_EMIT ended();
}

} // namespace conduit::ui
