;;; What does somebody see who opens scenarios in Emacs?  -*- lexical-binding: t -*-
;;
;;     emacs --batch -l emacs.el
;;
;; Takes $INIT as its configuration, does what keys do, and writes what is shown into $RESULT.

(require 'json)
(package-initialize)
(setq make-backup-files nil
      auto-save-default nil
      create-lockfiles nil
      eglot-sync-connect t)

(defun wait-for (what there)
  "Waits until THERE returns something, and returns it."
  (let ((end (+ (float-time) 20))
        found)
    (while (not (setq found (funcall there)))
      (when (> (float-time) end) (error "waited in vain: %s" what))
      (accept-process-output nil 0.02))
    found))

(defun open-file (file)
  "Opens FILE as a user would: what comes after a command comes, too."
  (switch-to-buffer (find-file-noselect file))
  (run-hooks 'post-command-hook)
  (wait-for "the server" #'eglot-managed-p))

(defun diagnostics ()
  (flymake-start)
  (mapcar (lambda (it)
            (save-excursion
              (goto-char (flymake-diagnostic-beg it))
              `((at . ,(buffer-substring-no-properties (point) (line-end-position)))
                (message . ,(flymake-diagnostic-text it)))))
          (flymake-diagnostics)))

(defun hover ()
  (let (told)
    (run-hook-with-args 'eldoc-documentation-functions
                        (lambda (text &rest _) (when text (setq told (concat told (substring-no-properties text))))))
    (wait-for "hover" (lambda () told))))

(defun completion ()
  (pcase-let ((`(,begin ,end ,table . ,_) (run-hook-with-args-until-success 'completion-at-point-functions)))
    (mapcar #'substring-no-properties (all-completions (buffer-substring begin end) table))))

(defun work ()
  (load (getenv "INIT") nil t)
  (open-file (getenv "BROKEN"))
  (let ((diagnostics (wait-for "diagnostics" #'diagnostics))
        hover completion)
    (search-forward "version")
    (goto-char (match-beginning 0))
    (setq hover (hover))
    (search-forward "Exchange")
    (delete-region (point) (progn (skip-chars-forward "0-9") (point)))
    (setq completion (completion))
    (set-buffer-modified-p nil)
    (open-file (getenv "UGLY"))
    (set-buffer-modified-p t)
    (save-buffer)
    `((version . ,emacs-version) (diagnostics . ,(vconcat diagnostics)) (hover . ,hover)
      (completion . ,(vconcat completion)))))

(let ((result (condition-case why
                  (work)
                (error `((failed . ,(error-message-string why)))))))
  (with-temp-file (getenv "RESULT") (insert (json-encode result))))
(ignore-errors (eglot-shutdown-all))
(kill-emacs 0)
