// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/field_editor.h"

class QLabel;
class QMimeData;
class QPushButton;
class QTimer;

namespace conduit::ui {

class GrowingTextEdit;
class ImagePreview;
struct PictureReading;

/// A string that holds a file or picture as base64: choose, drop or paste one, see what it is. Files are read, encoded and
/// decoded on another thread; what they are as JSON is handed on and never read here.
class Base64Editor final : public FieldEditor
{
    Q_OBJECT
public:
    static constexpr qint64 kFileBytesMax = 32 * 1024 * 1024;

    explicit Base64Editor(QWidget *parent = nullptr);

    [[nodiscard]] QWidget *input() const override;
    [[nodiscard]] QByteArray firstToken() const override { return "\"\""; }
    void openFile(const QString &path);
    [[nodiscard]] QString note() const;
    [[nodiscard]] ImagePreview *preview() const { return m_preview; }

protected:
    void display(const std::optional<QByteArray> &token) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Encoded;
    void chooseFile();
    void paste();
    void takeOffer(const QMimeData &offer, const QString &origin);
    void takeText(const QString &text);
    void take(const QByteArray &token, const QString &origin);
    void showText();
    void look();
    void showReading(const QString &fault, qint64 bytes, qint64 characters, const PictureReading &picture);
    void setNote(const QString &text, bool isWarning);

    ImagePreview *m_preview;
    GrowingTextEdit *m_text;
    QPushButton *m_choose;
    QPushButton *m_paste;
    QLabel *m_note;
    QTimer *m_lookSoon;
    QString m_origin;     ///< The file's name; empty for a pasted text.
    QByteArray m_content; ///< As JSON; empty when there is none.
    quint64 m_generation = 0;
};

} // namespace conduit::ui
